// Every fact of the specification says how certain it is.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { workspace } from "../paths.ts";

const folder = join(workspace, "spec/openapi");

const marks = ["documented", "observed", "assumed"];

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** The facts of a document that say nothing of their evidence. */
function unmarked(value: unknown, path: string): string[] {
  if (!isNode(value)) return [];
  const below = Object.entries(value).flatMap(([key, inner]) => unmarked(inner, `${path}/${key}`));
  return isFact(value, path) && !hasMark(value) ? [path, ...below] : below;
}

function hasMark(fact: Node): boolean {
  const evidence = fact["x-evidence"];
  if (!isNode(evidence)) return false;
  const { mark, xml = mark } = evidence;
  return marks.includes(String(mark)) && marks.includes(String(xml));
}

/** Requests, parameters, answers, security schemes, types and their properties are facts. */
function isFact(value: Node, path: string): boolean {
  if ("$ref" in value || path.endsWith("/properties") || path.endsWith("/items")) return false;
  if ("operationId" in value || "in" in value || "scheme" in value) return true;
  if (/\/responses\/\d+$|responses\.yaml\/\w+$/.test(path)) return true;
  return /schemas\.yaml\/\w+$|\/properties\/\w+$/.test(path);
}

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".yaml"),
);

test.for(files)("every fact of %s has its mark", (file) => {
  const document: unknown = parse(readFileSync(join(folder, file), "utf8"));
  expect(unmarked(document, relative(folder, join(folder, file)))).toEqual([]);
});

test("a fact without its mark is found, and so is a mark that there is not", () => {
  const properties = {
    a: { type: "string" },
    b: { type: "string", "x-evidence": { mark: "documented", xml: "guessed" } },
  };
  expect(unmarked({ Thing: { type: "object", properties } }, "schemas.yaml")).toEqual([
    "schemas.yaml/Thing",
    "schemas.yaml/Thing/properties/a",
    "schemas.yaml/Thing/properties/b",
  ]);
});
