import { readFileSync } from "node:fs";

/** A body from the specification's examples, to the character. */
export function example(name: string): string {
  return readFileSync(new URL(`../../../../spec/examples/${name}.xml`, import.meta.url), "utf8");
}
