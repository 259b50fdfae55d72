import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../project.ts";

/** Lets something go wrong in each library, and looks for it in the source that the trace names. */
const failures = [
  {
    name: "@asyncstatus/model",
    code: 'import { decode } from "@asyncstatus/model"; decode("AsyncStatusResponse", new Uint8Array(1));',
  },
  {
    name: "@asyncstatus/client",
    code: 'import { parseEndpoint } from "@asyncstatus/client"; parseEndpoint("http://192.0.2.1");',
  },
  {
    name: "@asyncstatus/server",
    code: 'import { ManualClock } from "@asyncstatus/server"; new ManualClock().advance(-1);',
  },
] as const;

/** @throws {Error} where a trace names no line of a source from which something is thrown */
export async function traceToSources(project: Project, node: string): Promise<void> {
  for (const { name, code } of failures) {
    const caught = `try { ${code.replace(/^import .*?; /, "")} } catch (error) { console.log(error.stack) }`;
    const [head = ""] = /^import .*?; /.exec(code) ?? [];
    const args = ["--enable-source-maps", "--input-type=module", "--eval", head + caught];
    const stack = await project.run(node, args);
    const [, file = "", line = ""] = /((?:src)\/[^:\s)]+\.ts):(\d+)/.exec(stack) ?? [];
    const source = await readFile(join(project.folder, "node_modules", name, file), "utf8").catch(
      () => "",
    );
    const text = source.split("\n")[Number(line) - 1] ?? "";
    if (!/\b(throw|new|super)\b/.test(text)) {
      throw new Error(`${name}: ${file}:${line} is ${JSON.stringify(text)}, of ${stack}`);
    }
  }
}
