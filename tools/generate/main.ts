// `pnpm generate`: from spec/ to src/gen of the packages. Needs Java.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { runProgram } from "../run.ts";
import { documentOf, documentOfAll, specifiedVersions } from "../spec/document-of.ts";
import { factsModule } from "./facts-module.ts";
import { forTemplates } from "./for-templates.ts";
import { standaloneValidators } from "./standalone-validators.ts";
import { verifyGenerator } from "./verified-generator.ts";
import { xsdModule } from "./xsd-module.ts";

/** Which files each package gets. */
const outputs: Record<string, readonly string[]> = {
  model: [
    "types.ts",
    "tables.ts",
    "operations.ts",
    "documents.schema.json",
    "validators.ts",
    "xsd.ts",
  ],
  contract: ["facts.ts"],
};

const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-generate-"));
try {
  const source = join(scratch, "openapi.json");
  writeFileSync(source, JSON.stringify(forTemplates(documentOfAll())));

  verifyGenerator();
  runProgram("openapi-generator-cli", [
    "generate",
    ...["--config", "generate/generator.yaml", "--input-spec", source, "--output", scratch],
  ]);
  const schema = JSON.parse(readFileSync(join(scratch, "documents.schema.json"), "utf8"));
  writeFileSync(join(scratch, "validators.ts"), standaloneValidators(schema));
  writeFileSync(join(scratch, "xsd.ts"), xsdModule(schema, specifiedVersions()));
  writeFileSync(join(scratch, "facts.ts"), factsModule(specifiedVersions(), documentOf));

  for (const [name, files] of Object.entries(outputs)) {
    const folder = join(workspace, "packages", name, "src/gen");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of files) {
      const text = readFileSync(join(scratch, file), "utf8");
      writeFileSync(
        join(folder, file),
        runProgram("biome", ["format", `--stdin-file-path=${file}`], text),
      );
      console.log(`packages/${name}/src/gen/${file}`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
