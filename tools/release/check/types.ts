import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import type { Unpacked } from "../pack/unpack.ts";

/** What is wrong with the types of a package, for each way in which TypeScript looks for them. */
export async function checkTypes({ file, manifest }: Unpacked): Promise<string[]> {
  // A command has nothing to import.
  if (!("." in Object(manifest.exports))) return [];
  const result = await checkPackage(createPackageFromTarballData(await readFile(file)));
  if (!result.types) return ["There are no types."];
  return result.problems.filter((problem) => !isMeant(problem)).map(describe);
}

/** What is so on purpose. */
function isMeant(problem: Problem): boolean {
  if (!("resolutionKind" in problem)) return false;
  // Before TypeScript 4.7 and Node.js 12 nobody looked into `exports`.
  if (problem.resolutionKind === "node10") return true;
  // CommonJS gets ES modules by `require`, which every Node.js that `engines` admits allows.
  return problem.kind === "CJSResolvesToESM";
}

function describe(problem: Problem): string {
  const { kind, ...rest } = problem;
  return `${kind}: ${JSON.stringify(rest)}`;
}
