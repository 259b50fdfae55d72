import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { largest, type Size } from "./compare.ts";
import { readSpecification, type Specification, specificationChanges } from "./specification.ts";

const spec = readSpecification(join(workspace, "spec"));

// biome-ignore lint/suspicious/noExplicitAny: a row may change any part of the document
type Document = any;

const schema = (d: Document, name: string) => d.components.schemas[name];
const state = (d: Document) => schema(d, "OperationState");
const running = (d: Document) => schema(d, "ConfigVersions").properties.runningVersion;
const post = (d: Document, path: string) => d.paths[`/rest/{version}/${path}`].post;
const activate = (d: Document) => post(d, "configuration/management");
const force = { name: "force", in: "query", required: false };

function expectChange(after: Specification, size: Size, place: string): void {
  const changes = specificationChanges(spec, after);
  expect(largest(changes.map((change) => change.size))).toBe(size);
  const places = changes.filter((change) => change.size === size).map((change) => change.place);
  expect(places).toContainEqual(expect.stringMatching(new RegExp(`${place}$`)));
}

test("an unchanged specification has no changes", () => {
  expect(specificationChanges(spec, structuredClone(spec))).toEqual([]);
});

test.for<[size: Size, what: string, place: string, change: (document: Document) => void]>([
  ["patch", "another description", "State/description", (d) => (state(d).description = "Other.")],
  ["patch", "another mark", "State/x-evidence", (d) => (state(d)["x-evidence"].mark = "observed")],
  ["patch", "another summary", "management/summary", (d) => (activate(d).summary = "Other.")],
  ["minor", "a new property", "properties/progress", (d) => (state(d).properties.progress = {})],
  ["minor", "a property called title", "s/title", (d) => (state(d).properties.title = {})],
  ["major", "a removed property", "errorMessage", (d) => delete state(d).properties.errorMessage],
  [
    "major",
    "a new required property",
    "State/required/progress",
    (d) => {
      state(d).properties.progress = {};
      state(d).required.push("progress");
    },
  ],
  [
    "major",
    "a property now required",
    "d/errorMessage",
    (d) => state(d).required.push("errorMessage"),
  ],
  ["major", "a property now optional", "required/status", (d) => state(d).required.pop()],
  ["major", "another XML name", "runningVersion/xml", (d) => (running(d).xml = { name: "active" })],
  ["major", "a list not wrapped", "Links/xml/wrapped", (d) => (schema(d, "Links").xml.wrapped = 0)],
  [
    "major",
    "another item name",
    "items/xml/name",
    (d) => (schema(d, "Links").items.xml.name = "a"),
  ],
  ["major", "another type", "runningVersion/type", (d) => (running(d).type = "string")],
  ["major", "another bound", "runningVersion/minimum", (d) => (running(d).minimum = 1)],
  [
    "major",
    "another order of elements",
    "OperationState/properties",
    (d) => {
      const { operation, ...rest } = state(d).properties;
      state(d).properties = { ...rest, operation };
    },
  ],
  [
    "minor",
    "a new value",
    "Name/enum/import",
    (d) => schema(d, "OperationName").enum.push("import"),
  ],
  ["major", "a removed value", "Status/enum/fail", (d) => schema(d, "OperationStatus").enum.pop()],
  ["major", "a string now enumerated", "Version/enum", (d) => (running(d).enum = ["1"])],
  ["major", "a removed type", "schemas/Message", (d) => delete d.components.schemas.Message],
  ["minor", "a new request", "POST /halt", (d) => (d.paths["/halt"] = { post: {} })],
  ["major", "a removed request", "reboot", (d) => delete d.paths["/rest/{version}/admin/reboot"]],
  ["major", "another operation ID", "operationId", (d) => (activate(d).operationId = "other")],
  [
    "major",
    "a request without lock",
    "requires-lock",
    (d) => delete activate(d)["x-requires-lock"],
  ],
  [
    "major",
    "a body now required",
    "/required",
    (d) => (post(d, "auth/token").requestBody.required = true),
  ],
  ["minor", "a new parameter", "force in query", (d) => activate(d).parameters.push(force)],
  [
    "major",
    "a new required parameter",
    "force in query",
    (d) => activate(d).parameters.push({ ...force, required: true }),
  ],
  [
    "major",
    "a parameter now required",
    "query/required",
    (d) => (activate(d).parameters.at(-1).required = true),
  ],
  [
    "minor",
    "a parameter now optional",
    "query/required",
    (d) => (activate(d).parameters[1].required = false),
  ],
  ["major", "a removed parameter", "filename in query", (d) => activate(d).parameters.pop()],
  [
    "major",
    "a removed value of a parameter",
    "enum/activate",
    (d) => activate(d).parameters[1].schema.enum.shift(),
  ],
  [
    "minor",
    "a new response",
    "responses/409",
    (d) => (activate(d).responses["409"] = { $ref: "#/components/responses/Locked" }),
  ],
  ["major", "a removed response", "responses/423", (d) => delete activate(d).responses["423"]],
  [
    "major",
    "another document in a shared response",
    "management/responses/202/content/application/xml/schema/.ref",
    (d) => {
      d.components.responses.Accepted.content["application/xml"].schema.$ref = "#/other";
    },
  ],
])("a %s change in OpenAPI: %s", ([size, , place, change]) => {
  const after = structuredClone(spec);
  change(after["v1.2"]?.openApi);
  expectChange(after, size, `^v1.2/openapi/.*${place}`);
});

const value = (name: string) => `<xs:enumeration value="${name}"/>`;
const element = (name: string, rest = "") => `<xs:element name="${name}"${rest}/>`;
const upTime = element("upTime", ' type="Count" minOccurs="0"');
const messages = element("messages", ' type="Messages"');
const links = element("links", ' type="Links"');
const all = `<xs:all>\n      ${element("accessToken", ' type="Text"')}\n    </xs:all>`;
const link = `${element("link", ' type="Text" minOccurs="0"')}\n    </xs:all>`;

test.for<[size: Size, what: string, file: string, place: string, from: string, to: string]>([
  ["patch", "a comment", "async-status", "source", "<xs:simple", "<!-- Values. --><xs:simple"],
  ["minor", "a value", "async-status", "enum/new", value("fail"), value("fail") + value("new")],
  ["major", "no value", "async-status", "status/enum/fail", value("fail"), ""],
  ["minor", "an element", "system-status", "a", upTime, upTime + element("a", ' minOccurs="0"')],
  ["major", "a required element", "system-status", "a", upTime, upTime + element("a")],
  ["major", "another name", "system-status", "upTime", 'name="upTime"', 'name="uptime"'],
  ["major", "an element of a base type", "v1.0/error", "messages/.*/link", link, "</xs:all>"],
  ["major", "another cardinality", "system-status", "upTime/occurs", upTime, element("upTime")],
  [
    "major",
    "another order",
    "error",
    "elements",
    `${messages}\n        ${links}`,
    links + messages,
  ],
  ["major", "a new order", "access-token", "data/sequence", all, all.replaceAll("all", "sequence")],
  ["major", "another bound", "system-status", "Score.*/maxInclusive", 'value="100"', 'value="99"'],
])("a %s change in an XSD: %s", ([size, , file, place, from, to]) => {
  const [name = "", version = "v1.2"] = file.split("/").reverse();
  const after = withXsd(version, `${name}.xsd`, from, to);
  expectChange(after, size, `^${version}/xsd/${name}.xsd/.*${place}`);
});

function withXsd(version: string, file: string, from: string, to: string): Specification {
  const { openApi = {}, xsd = {} } = spec[version] ?? {};
  const text = xsd[file] ?? "";
  expect(text).toContain(from);
  return { ...spec, [version]: { openApi, xsd: { ...xsd, [file]: text.replace(from, to) } } };
}

test("the order of elements in xs:all does not matter", () => {
  const [current, running] = ["currentVersion", "runningVersion"].map((name) =>
    element(name, ' type="Count"'),
  );
  const [from, to] = [`${current}\n      ${running}`, `${running}\n      ${current}`];
  const after = withXsd("v1.2", "configuration-versions.xsd", from, to);
  expect(specificationChanges(spec, after)).toMatchObject([{ size: "patch" }]);
});

test("an added version is a minor change, a removed one a major change", () => {
  const { "v1.0": _, ...newer } = spec;
  const change = { place: "v1.0", what: "was added" };
  expect(specificationChanges(newer, spec)).toEqual([{ size: "minor", ...change }]);
  expect(specificationChanges(spec, newer)).toMatchObject([{ size: "major", place: "v1.0" }]);
});
