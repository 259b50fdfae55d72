// Checks that a changeset states the size of a change of spec/:
// pnpm --filter @asyncstatus/tools spec:change [REVISION]

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { judge } from "./judge.ts";
import { type Base, Repository } from "./repository.ts";
import { readSpecification, specificationChanges } from "./specification.ts";

const repository = new Repository(workspace);
const { baseBranch } = JSON.parse(readFileSync(join(workspace, ".changeset/config.json"), "utf8"));
const [given] = process.argv.slice(2);
const { revision, reason }: Base = given
  ? { revision: given, reason: "given" }
  : repository.base(baseBranch);

if (revision === undefined) {
  console.log(`spec/ is not compared: ${reason}.`);
} else {
  const before = repository.withFolderAt(revision, "spec", readSpecification);
  const changes = specificationChanges(before, readSpecification(join(workspace, "spec")));
  const changeset = repository.newChangesetSize(revision, "@asyncstatus/spec");
  const { passes, text } = judge(changes, changeset, `${revision} (${reason})`);
  console.log(text);
  if (!passes) process.exitCode = 1;
}
