// `pnpm generate`: generates src/gen of the packages from spec/. Needs Java.
//
// openapi-generator writes TypeScript from the templates; the modules beside this file convert the
// specification to what is not TypeScript: JSON Schema and its validators, XSD texts, facts.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tools, workspace } from "../paths.ts";
import { runProgram } from "../run.ts";
import { documentOf, documentOfAll, specifiedVersions } from "../spec/document-of.ts";
import { documentsSchema } from "../spec/documents-schema.ts";
import { factsModule } from "./facts-module.ts";
import { standaloneValidators } from "./standalone-validators.ts";
import { templateInput } from "./template-input.ts";
import { unsupportedIn } from "./unsupported.ts";
import { verifyGenerator } from "./verified-generator.ts";
import { xsdModule } from "./xsd-module.ts";

const unsupported = unsupportedIn(documentOfAll());
if (unsupported.length > 0) {
  console.error(unsupported.join("\n"));
  process.exit(1);
}

const versions = specifiedVersions();
const schema = documentsSchema(documentOf(versions[0] ?? ""));

writeGenerated("model", {
  ...generateFromTemplates(["types.ts", "tables.ts", "operations.ts"]),
  "documents.schema.json": JSON.stringify(schema),
  "validators.ts": standaloneValidators(schema),
  "xsd.ts": xsdModule(schema, versions),
});
writeGenerated("contract", { "facts.ts": factsModule(versions, documentOf) });
// In a process of its own, which imports the model as it is now.
execFileSync(process.execPath, ["generate/scenarios.ts"], { cwd: tools, stdio: "inherit" });

function generateFromTemplates(files: readonly string[]): Record<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-generate-"));
  try {
    const input = join(scratch, "openapi.json");
    writeFileSync(input, JSON.stringify(templateInput(documentOfAll())));
    verifyGenerator();
    runProgram("openapi-generator-cli", [
      "generate",
      ...["--config", "generate/generator.yaml", "--input-spec", input, "--output", scratch],
    ]);
    return Object.fromEntries(
      files.map((file) => [file, readFileSync(join(scratch, file), "utf8")]),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Replaces `src/gen` of a package by these files, formatted. */
function writeGenerated(name: string, files: Record<string, string>): void {
  const folder = join(workspace, "packages", name, "src/gen");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    const formatted = runProgram("biome", ["format", `--stdin-file-path=${file}`], text);
    writeFileSync(join(folder, file), formatted);
    console.log(`packages/${name}/src/gen/${file}`);
  }
}
