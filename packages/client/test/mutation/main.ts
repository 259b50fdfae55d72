// Mutation tests: node test/mutation/main.ts [part]...

import { Stryker } from "@stryker-mutator/core";

/** The files of each part. In each part, the tests must kill at least 90% of the mutants. */
const parts: Readonly<Record<string, readonly string[]>> = {
  decision: ["src/operation/{attribute,conclude,decide,version-evidence}.ts"],
  session: ["src/session/*.ts"],
  wait: [
    "src/{operation,commit}/*.ts",
    "!src/operation/{attribute,conclude,decide,version-evidence}.ts",
  ],
};

const selected = process.argv.slice(2);
for (const part of selected.length > 0 ? selected : Object.keys(parts)) {
  const mutate = parts[part];
  if (!mutate)
    throw new Error(`unknown part ${part}, expected one of ${Object.keys(parts).join(", ")}`);
  console.log(`\n${part}:\n`);
  const mutants = await new Stryker({
    mutate: [...mutate, "!src/**/*.spec.ts"],
    htmlReporter: { fileName: `node_modules/.cache/stryker/${part}.html` },
  }).runMutationTest();
  // Stryker reports success if there are no mutants.
  if (mutants.length === 0) throw new Error(`no mutants in ${part}`);
}
