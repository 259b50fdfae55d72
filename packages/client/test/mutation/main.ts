// Breaks the code in every small way, and sees whether a test fails: node test/mutation/main.ts [part]...

import { Stryker } from "@stryker-mutator/core";

/** What is measured, each on its own: in each, at least 90 of 100 ways must fail a test. */
const parts: Readonly<Record<string, readonly string[]>> = {
  decision: ["src/operation/{attribute,conclude,decide,witness}.ts"],
  session: ["src/session/*.ts"],
  wait: ["src/{operation,commit}/*.ts", "!src/operation/{attribute,conclude,decide,witness}.ts"],
};

const asked = process.argv.slice(2);
for (const part of asked.length > 0 ? asked : Object.keys(parts)) {
  const mutate = parts[part];
  if (!mutate) throw new Error(`no such part: ${part}; there are ${Object.keys(parts).join(", ")}`);
  console.log(`\n${part}:\n`);
  const mutants = await new Stryker({
    mutate: [...mutate, "!src/**/*.spec.ts"],
    htmlReporter: { fileName: `node_modules/.cache/stryker/${part}.html` },
  }).runMutationTest();
  // To Stryker, a part without a mutant is one in which all of them are found.
  if (mutants.length === 0) throw new Error(`nothing was mutated in ${part}`);
}
