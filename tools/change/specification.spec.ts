import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { largest, type Size } from "./change.ts";
import { readSpecification, type Specification, specificationChanges } from "./specification.ts";

const spec = readSpecification(join(workspace, "spec"));

/** A document that a change is made to. */
// biome-ignore lint/suspicious/noExplicitAny: a change reaches anywhere
type Document = any;

function openApi(change: (document: Document) => void): Specification {
  const { "v1.2": newest, ...older } = structuredClone(spec);
  change(newest?.openApi);
  return { ...older, ...(newest && { "v1.2": newest }) };
}

function xsd(file: string, from: string, to: string, version = "v1.2"): Specification {
  const { [version]: changed, ...others } = structuredClone(spec);
  const text = changed?.xsd[file] ?? "";
  expect(text).toContain(from);
  const files = { ...changed?.xsd, [file]: text.replace(from, to) };
  return { ...others, ...(changed && { [version]: { ...changed, xsd: files } }) };
}

const schemas = (document: Document) => document.components.schemas;
const activate = (document: Document) =>
  document.paths["/rest/{version}/configuration/management"].post;

test("a specification that stays as it is is no change", () => {
  expect(specificationChanges(spec, structuredClone(spec))).toEqual([]);
});

test.for<[given: string, after: Specification, size: Size, place: string]>([
  [
    "a description in other words",
    openApi((d) => (schemas(d).OperationState.description = "Other words.")),
    "patch",
    "v1.2 OperationState",
  ],
  [
    "another mark of a fact",
    openApi((d) => (schemas(d).OperationState["x-evidence"] = { mark: "observed" })),
    "patch",
    "v1.2 OperationState",
  ],
  [
    "another summary of a request",
    openApi((d) => (activate(d).summary = "Activate or save a copy")),
    "patch",
    "v1.2 POST /rest/{version}/configuration/management",
  ],
  [
    "a new optional property",
    openApi((d) => (schemas(d).OperationState.properties.progress = { type: "integer" })),
    "minor",
    "v1.2 OperationState.progress",
  ],
  [
    "a new required property",
    openApi((d) => {
      schemas(d).OperationState.properties.progress = { type: "integer" };
      schemas(d).OperationState.required.push("progress");
    }),
    "major",
    "v1.2 OperationState.progress",
  ],
  [
    "a property removed",
    openApi((d) => delete schemas(d).OperationState.properties.errorMessage),
    "major",
    "v1.2 OperationState.errorMessage",
  ],
  [
    "a property that became required",
    openApi((d) => schemas(d).OperationState.required.push("errorMessage")),
    "major",
    "v1.2 OperationState.errorMessage",
  ],
  [
    "a property that is no longer required",
    openApi((d) => schemas(d).OperationState.required.pop()),
    "major",
    "v1.2 OperationState.status",
  ],
  [
    "another name in XML",
    openApi((d) => (schemas(d).OperationState.properties.errorMessage.xml = { name: "reason" })),
    "major",
    "v1.2 OperationState.errorMessage",
  ],
  [
    "a list without its wrapper",
    openApi((d) => (schemas(d).Links.xml.wrapped = false)),
    "major",
    "v1.2 Links",
  ],
  [
    "another name of the items of a list",
    openApi((d) => {
      schemas(d).Links.items.xml.name = "url";
    }),
    "major",
    "v1.2 Links[]",
  ],
  [
    "a body that became required",
    openApi((d) => {
      d.paths["/rest/{version}/auth/token"].post.requestBody.required = true;
    }),
    "major",
    "v1.2 POST /rest/{version}/auth/token, body",
  ],
  [
    "another order of the elements",
    openApi((d) => {
      const { operation, ...rest } = schemas(d).OperationState.properties;
      schemas(d).OperationState.properties = { ...rest, operation };
    }),
    "major",
    "v1.2 OperationState",
  ],
  [
    "another type",
    openApi((d) => (schemas(d).ConfigVersions.properties.currentVersion.type = "string")),
    "major",
    "v1.2 ConfigVersions.currentVersion",
  ],
  [
    "another bound",
    openApi((d) => (schemas(d).ConfigVersions.properties.currentVersion.minimum = 1)),
    "major",
    "v1.2 ConfigVersions.currentVersion",
  ],
  [
    "a new word",
    openApi((d) => schemas(d).OperationName.enum.push("import")),
    "minor",
    "v1.2 OperationName",
  ],
  [
    "a word removed",
    openApi((d) => schemas(d).OperationStatus.enum.pop()),
    "major",
    "v1.2 OperationStatus",
  ],
  ["a type removed", openApi((d) => delete schemas(d).Message), "major", "v1.2 Message"],
  [
    "a new request",
    openApi((d) => (d.paths["/rest/{version}/admin/halt"] = { post: { operationId: "halt" } })),
    "minor",
    "v1.2 POST /rest/{version}/admin/halt",
  ],
  [
    "a request removed",
    openApi((d) => delete d.paths["/rest/{version}/admin/reboot"]),
    "major",
    "v1.2 POST /rest/{version}/admin/reboot",
  ],
  [
    "another name of a request",
    openApi((d) => (activate(d).operationId = "activateOrSave")),
    "major",
    "v1.2 POST /rest/{version}/configuration/management",
  ],
  [
    "a new optional parameter",
    openApi((d) => activate(d).parameters.push({ name: "force", in: "query", required: false })),
    "minor",
    "v1.2 POST /rest/{version}/configuration/management, parameter force in query",
  ],
  [
    "a new required parameter",
    openApi((d) => activate(d).parameters.push({ name: "force", in: "query", required: true })),
    "major",
    "v1.2 POST /rest/{version}/configuration/management, parameter force in query",
  ],
  [
    "a parameter that became required",
    openApi((d) => (activate(d).parameters.at(-1).required = true)),
    "major",
    "v1.2 POST /rest/{version}/configuration/management, parameter filename in query",
  ],
  [
    "a parameter that is no longer required",
    openApi((d) => (activate(d).parameters[1].required = false)),
    "minor",
    "v1.2 POST /rest/{version}/configuration/management, parameter action in query",
  ],
  [
    "a parameter removed",
    openApi((d) => activate(d).parameters.pop()),
    "major",
    "v1.2 POST /rest/{version}/configuration/management, parameter filename in query",
  ],
  [
    "a word of a parameter removed",
    openApi((d) => activate(d).parameters[1].schema.enum.pop()),
    "major",
    "v1.2 POST /rest/{version}/configuration/management, parameter action in query",
  ],
  [
    "a new status",
    openApi((d) => (activate(d).responses["409"] = { $ref: "#/components/responses/Locked" })),
    "minor",
    "v1.2 POST /rest/{version}/configuration/management, 409",
  ],
  [
    "a status removed",
    openApi((d) => delete activate(d).responses["423"]),
    "major",
    "v1.2 POST /rest/{version}/configuration/management, 423",
  ],
  [
    "another document for every 202",
    openApi((d) => {
      d.components.responses.Accepted.content["application/xml"].schema.$ref =
        "#/components/schemas/ErrorResponse";
    }),
    "major",
    "v1.2 POST /rest/{version}/configuration/management, 202",
  ],
  [
    "a request that needs no lock any more",
    openApi((d) => delete activate(d)["x-requires-lock"]),
    "major",
    "v1.2 POST /rest/{version}/configuration/management",
  ],
  ["a version removed", { "v1.2": spec["v1.2"] } as Specification, "major", "v1.1"],
  [
    "a comment in the XSD",
    xsd("async-status.xsd", "<xs:simpleType", "<!-- Words. -->\n<xs:simpleType"),
    "patch",
    "v1.2/async-status.xsd",
  ],
  [
    "an element removed from a type that others extend in the XSD",
    xsd(
      "error.xsd",
      '<xs:element name="link" type="Text" minOccurs="0"/>\n    </xs:all>',
      "</xs:all>",
      "v1.0",
    ),
    "major",
    "v1.0/error.xsd/response/messages/link",
  ],
  [
    "a new word in the XSD",
    xsd(
      "async-status.xsd",
      '<xs:enumeration value="fail"/>',
      '<xs:enumeration value="fail"/><xs:enumeration value="queued"/>',
    ),
    "minor",
    "v1.2/async-status.xsd/response/data/operationState/status",
  ],
  [
    "a word removed in the XSD",
    xsd("async-status.xsd", '<xs:enumeration value="fail"/>', ""),
    "major",
    "v1.2/async-status.xsd/response/data/operationState/status",
  ],
  [
    "an element renamed in the XSD",
    xsd("configuration-versions.xsd", 'name="runningVersion"', 'name="activeVersion"'),
    "major",
    "v1.2/configuration-versions.xsd/response/data/configVersions/runningVersion",
  ],
  [
    "a new optional element in the XSD",
    xsd(
      "system-status.xsd",
      '<xs:element name="upTime"',
      '<xs:element name="load" type="Count" minOccurs="0"/><xs:element name="upTime"',
    ),
    "minor",
    "v1.2/system-status.xsd/response/data/load",
  ],
  [
    "a new required element in the XSD",
    xsd(
      "system-status.xsd",
      '<xs:element name="upTime"',
      '<xs:element name="load" type="Count"/><xs:element name="upTime"',
    ),
    "major",
    "v1.2/system-status.xsd/response/data/load",
  ],
  [
    "another cardinality in the XSD",
    xsd(
      "async-status.xsd",
      '<xs:element name="errorMessage" type="Text" minOccurs="0"/>\n    </xs:all>\n  </xs:complexType>\n\n  <xs:simpleType',
      '<xs:element name="errorMessage" type="Text"/>\n    </xs:all>\n  </xs:complexType>\n\n  <xs:simpleType',
    ),
    "major",
    "v1.2/async-status.xsd/response/data/operationState",
  ],
  [
    "another order in the XSD",
    xsd(
      "error.xsd",
      '<xs:element name="messages" type="Messages"/>\n        <xs:element name="links" type="Links"/>',
      '<xs:element name="links" type="Links"/>\n        <xs:element name="messages" type="Messages"/>',
    ),
    "major",
    "v1.2/error.xsd/response",
  ],
  [
    "an order where there was none in the XSD",
    xsd(
      "access-token.xsd",
      '<xs:all>\n      <xs:element name="accessToken" type="Text"/>\n    </xs:all>',
      '<xs:sequence>\n      <xs:element name="accessToken" type="Text"/>\n    </xs:sequence>',
    ),
    "major",
    "v1.2/access-token.xsd/response/data",
  ],
  [
    "another bound in the XSD",
    xsd("system-status.xsd", '<xs:maxInclusive value="100"/>', '<xs:maxInclusive value="99"/>'),
    "major",
    "v1.2/system-status.xsd/response/data/healthScorePercent",
  ],
])("%s is found", ([, after, size, place]) => {
  const changes = specificationChanges(spec, after);
  expect(largest(changes.map((change) => change.size))).toBe(size);
  expect(changes.filter((change) => change.size === size).map((change) => change.place)).toContain(
    place,
  );
});

test("order does not matter where the XSD leaves it open", () => {
  const after = xsd(
    "configuration-versions.xsd",
    '<xs:element name="currentVersion" type="Count"/>\n      <xs:element name="runningVersion" type="Count"/>',
    '<xs:element name="runningVersion" type="Count"/>\n      <xs:element name="currentVersion" type="Count"/>',
  );
  expect(specificationChanges(spec, after)).toMatchObject([{ size: "patch" }]);
});

test("a version added is a minor change", () => {
  const { "v1.0": _, ...before } = spec;
  expect(specificationChanges(before, spec)).toEqual([
    { size: "minor", place: "v1.0", what: "was added" },
  ]);
});
