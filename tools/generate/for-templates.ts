import { inVersion, inVersionKey, versionsIn } from "../spec/in-version.ts";
import { isJsonObject, type Json, type JsonObject, mergePatch } from "../spec/merge-patch.ts";

/**
 * The document of all versions as the templates can read it, since they cannot apply patches: the newest
 * version, in which a node that is different in an older one says so by one of these extensions.
 *
 * - `x-rest-versions`, of the document: the versions, newest first.
 * - `x-not-in`, of a parameter: the versions that do not have it.
 * - `x-words-not-in`, of a type or a parameter: the versions that do not have all of its words, and
 *   which these are.
 * - `x-pattern`, of a parameter: its pattern as a regular expression literal.
 * - `x-object-in`, of a list: the versions in which it is an object.
 *
 * What only people read may differ in any way.
 *
 * @throws {Error} where a node differs in a way for which there is no extension.
 */
export function forTemplates(document: JsonObject): JsonObject {
  const versions = versionsIn(document);
  // Finds the mistakes of every patch.
  for (const version of versions) inVersion(document, version);
  const { info = {}, ...rest } = document;
  const newest = inVersion({ info }, versions[0] ?? "");
  return { ...newest, ...(annotate(rest, "#") as JsonObject), "x-rest-versions": versions };
}

function annotate(node: Json, path: string): Json {
  if (Array.isArray(node)) return node.map((item, index) => annotate(item, `${path}/${index}`));
  if (!isJsonObject(node)) return node;
  const { [inVersionKey]: patches, ...base } = node;
  let annotated: JsonObject = Object.fromEntries(
    Object.entries(base).map(([name, value]) => [name, annotate(value, `${path}/${name}`)]),
  );
  // Templates see the extensions of a parameter, not those of its schema.
  const { schema } = annotated;
  if (isJsonObject(schema) && schema["x-words-not-in"]) {
    annotated = { ...annotated, "x-words-not-in": schema["x-words-not-in"] };
  }
  // The generator escapes the backslashes of a pattern twice.
  if (isJsonObject(schema) && typeof schema.pattern === "string") {
    annotated = { ...annotated, "x-pattern": String(new RegExp(schema.pattern)) };
  }
  for (const [version, patch] of Object.entries((patches ?? {}) as JsonObject)) {
    annotated = withDifference(annotated, version, patch, path);
  }
  return annotated;
}

/** What only people read. */
const forPeople = new Set(["description", "summary", "x-evidence"]);

function withDifference(node: JsonObject, version: string, patch: Json, path: string): JsonObject {
  if (patch === null && node.in === "query" && !node.required) {
    return add(node, "x-not-in", version);
  }
  const patched = mergePatch(node, patch);
  if (!isJsonObject(patch) || !isJsonObject(patched)) throw cannotSay(version, path);
  const names = Object.keys(patch).filter((name) => !forPeople.has(name));
  const [first] = names;
  if (first === undefined) return node;
  if (node.type === "array" && patched["x-read-as-list"] === true) {
    const noted = withNote(node, `One at most in ${version}.`);
    return add(noted, "x-object-in", version);
  }
  // Any content is kept as it comes, whatever is known of it.
  if (node["x-xml-any"] && names.length === 1 && isJsonObject(patch.properties)) {
    const known = Object.keys(patch.properties).map((name) => `\`${name}\``);
    return withNote(node, `In ${version} it may hold ${known.join(", ")}.`);
  }
  const words = node.enum;
  const wordsThen = patch.enum;
  if (names.length === 1 && Array.isArray(words) && Array.isArray(wordsThen)) {
    // The path says the version itself; there is no word to choose.
    if (path === "#/components/parameters/version/schema") return node;
    const missing = words.filter((word) => !wordsThen.includes(word));
    if (wordsThen.some((word) => !words.includes(word))) throw cannotSay(version, path);
    const quoted = missing.map((word) => `\`${word}\``).join(", ");
    const noted = withNote(node, `${version} has no ${quoted}.`);
    return add(noted, "x-words-not-in", { version, words: missing });
  }
  throw cannotSay(version, path);
}

function add(node: JsonObject, name: string, item: Json): JsonObject {
  const items = node[name];
  return { ...node, [name]: [...(Array.isArray(items) ? items : []), item] };
}

function withNote(node: JsonObject, note: string): JsonObject {
  return { ...node, ...(node.description && { description: `${node.description} ${note}` }) };
}

function cannotSay(version: string, path: string): Error {
  return new Error(
    `${path} differs in ${version} in a way that the templates cannot say. Teach them, or have the ` +
      "newest version hold what the older one says, with less.",
  );
}
