// Makes examples in spec/examples from a transcript of the contract verifier:
//
//   pnpm --filter @asyncstatus/tools example FILE              lists the responses
//   pnpm --filter @asyncstatus/tools example FILE ENTRY NAME   writes an example

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { workspace } from "../paths.ts";
import { type Example, readExamples } from "../spec/examples.ts";
import { exampleFrom } from "./example-from.ts";
import { type Entry, readTranscript } from "./read-transcript.ts";

const [file, number, name] = process.argv.slice(2);

function list(entries: readonly Entry[]): void {
  const known = readExamples();
  entries.forEach((entry, index) => {
    const { version, request, response } = entry;
    const status = "failed" in response ? response.failed : response.status;
    console.log(`${index}\t${status}\t${request.method} ${request.path}\t${describe()}`);

    function describe(): string {
      try {
        const example = exampleFrom(entry, "name");
        if (!example) return "no body";
        const same = known.find(({ xml }) => Buffer.compare(xml, example.xml) === 0);
        return same ? `same as ${same.name}` : `${example.kind} ${example.document} of ${version}`;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    }
  });
}

function write({ name, kind, xml, json }: Example): void {
  const path = join(workspace, "spec/examples", name);
  if (existsSync(`${path}.xml`)) throw new Error(`spec/examples/${name}.xml exists.`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.xml`, xml);
  writeFileSync(`${path}.json`, `${JSON.stringify(json, null, 2)}\n`);
  console.log(
    `Wrote spec/examples/${name}.xml and .json (${kind}). Remove private names from them.`,
  );
}

try {
  if (file === undefined || (number !== undefined) !== (name !== undefined)) {
    throw new Error("Usage: pnpm --filter @asyncstatus/tools example FILE [ENTRY NAME]");
  }
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const entries = readTranscript(readFileSync(path, "utf8"));
  if (number === undefined || name === undefined) {
    list(entries);
  } else {
    const entry = entries[Number(number)];
    const example = entry && exampleFrom(entry, name);
    if (!example) throw new Error(`Entry ${number} has no body.`);
    write(example);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
