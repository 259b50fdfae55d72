// `pnpm spec:change [REVISION]`: how large the change of spec/ is, and whether a changeset says so.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { newChangesets } from "./changesets.ts";
import { judgeChange } from "./judge-change.ts";
import { type Base, Repository } from "./repository.ts";
import { readSpecification, specificationChanges } from "./specification.ts";

const repository = new Repository(workspace);
const { baseBranch } = JSON.parse(readFileSync(join(workspace, ".changeset/config.json"), "utf8"));
const [named] = process.argv.slice(2);

const base: Base = named ? { revision: named, why: named } : repository.base(baseBranch);
if (base.revision === undefined) {
  console.log(`The specification is not compared: ${base.why}. Its changes can break nobody.`);
} else {
  const { revision, why } = base;
  const before = repository.withFolderAt(revision, "spec", readSpecification);
  const verdict = judgeChange(
    specificationChanges(before, readSpecification(join(workspace, "spec"))),
    newChangesets(workspace, (file) => repository.fileAt(revision, file)),
    why,
  );
  console.log(verdict.text);
  if (!verdict.passes) process.exitCode = 1;
}
