// Every fact of the specification has an evidence mark, in every version.

import { restVersions } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { factsModule } from "../generate/facts-module.ts";
import { documentOf, specifiedVersions } from "../spec/document-of.ts";

const marks = ["documented", "observed", "assumed"];

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Returns the paths of the facts without a valid mark. */
function unmarked(value: unknown, path = ""): string[] {
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

/** Facts are the document, requests, parameters, responses, security schemes, types and properties. */
function isFact(value: Node, path: string): boolean {
  if ("$ref" in value || path.endsWith("/properties") || path.endsWith("/items")) return false;
  if ("operationId" in value || "in" in value || "scheme" in value) return true;
  if (/\/responses\/\w+$|^\/info$/.test(path)) return true;
  return /^\/components\/schemas\/\w+$|\/properties\/\w+$/.test(path);
}

test("the specification and the packages have the same versions", () => {
  expect(specifiedVersions()).toEqual(restVersions);
});

test.for(restVersions)("every fact of %s has a mark", (version) => {
  expect(unmarked(documentOf(version))).toEqual([]);
});

/** Returns the notes that name a weaker mark than their fact has. */
function contradictions(value: unknown): string[] {
  if (!isNode(value)) return [];
  const { mark, xml, note } = isNode(value["x-evidence"]) ? value["x-evidence"] : {};
  const isContradiction =
    mark === "documented" && xml === undefined && /observed|assumed|API as a whole/.test(`${note}`);
  return [...(isContradiction ? [`${note}`] : []), ...Object.values(value).flatMap(contradictions)];
}

test.for(restVersions)("no note of %s names a weaker mark than its fact has", (version) => {
  expect(contradictions(documentOf(version))).toEqual([]);
});

test("of asyncstatus, only the responses on the vendor's page are documented", () => {
  const text = factsModule(["v1.2"], documentOf);
  const facts = text.matchAll(/"name":"getAsyncStatus (\d+)","mark":"(\w+)"/g);
  const marks = Object.fromEntries([...facts].map(([, status, mark]) => [status, mark]));
  const documented = Object.fromEntries([200, 400, 401, 403, 404].map((s) => [s, "documented"]));
  expect(marks).toEqual({ ...documented, 406: "assumed", 426: "assumed", 500: "assumed" });
});

test("finds facts with no mark or an unknown one", () => {
  const b = { type: "string", "x-evidence": { mark: "documented", xml: "guessed" } };
  const Thing = { type: "object", properties: { a: { type: "string" }, b } };
  const responses = { "200": { description: "All is well." } };
  const get = { operationId: "getThing", responses };
  expect(unmarked({ paths: { "/thing": { get } }, components: { schemas: { Thing } } })).toEqual([
    "/paths//thing/get",
    "/paths//thing/get/responses/200",
    "/components/schemas/Thing",
    "/components/schemas/Thing/properties/a",
    "/components/schemas/Thing/properties/b",
  ]);
});
