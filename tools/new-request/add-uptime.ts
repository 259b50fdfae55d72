import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { specifiedVersions } from "../spec/document-of.ts";

const path = `get:
  operationId: getUptime
  tags: [status]
  summary: Get the uptime of the system
  description: Reads the seconds since the last restart.
  x-evidence: { mark: assumed }
  parameters:
    - $ref: ../components/parameters.yaml#/version
  responses:
    "200":
      description: The uptime.
      x-evidence: { mark: assumed }
      content:
        application/xml:
          schema: { $ref: ../components/schemas.yaml#/UptimeResponse }
    "400": { $ref: ../components/responses.yaml#/BadRequest }
    "401": { $ref: ../components/responses.yaml#/Unauthorized }
    "403": { $ref: ../components/responses.yaml#/ForbiddenByApi }
    "404": { $ref: ../components/responses.yaml#/NotFound }
    "406": { $ref: ../components/responses.yaml#/NotAcceptable }
    "426": { $ref: ../components/responses.yaml#/UpgradeRequired }
    "500": { $ref: ../components/responses.yaml#/InternalServerError }
`;

const schemas = `
UptimeResponse:
  type: object
  description: The response of \`admin/uptime\`.
  xml: { name: response }
  x-document: true
  required: [data, messages, links]
  additionalProperties: false
  properties:
    data: { $ref: "#/UptimeData" }
    messages: { $ref: "#/Messages" }
    links: { $ref: "#/Links" }
  x-evidence: { mark: assumed }

UptimeData:
  type: object
  description: The uptime.
  required: [seconds]
  additionalProperties: false
  properties:
    seconds:
      type: integer
      format: int64
      minimum: 0
      maximum: 9007199254740991
      description: The seconds since the last restart.
      x-evidence: { mark: assumed }
  x-evidence: { mark: assumed }
`;

const sharedXsd = `<?xml version="1.0" encoding="UTF-8"?>
<!-- The response to admin/uptime. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="envelope.xsd"/>

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="UptimeData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <xs:complexType name="UptimeData">
    <xs:all>
      <xs:element name="seconds" type="Count"/>
    </xs:all>
  </xs:complexType>
</xs:schema>
`;

const xsd = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="../shared/uptime.xsd"/>
  <xs:include schemaLocation="version.xsd"/>
</xs:schema>
`;

const exampleXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<response>
  <data>
    <seconds>300</seconds>
  </data>
  <messages/>
  <links/>
</response>`;

/** Adds the request GET admin/uptime to `spec/` of a workspace. */
export function addUptimeToSpecification(workspace: string): void {
  const write = (file: string, text: string) => {
    const target = join(workspace, "spec", file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  insertBefore(
    join(workspace, "spec/openapi/openapi.yaml"),
    "  /rest/{version}/auth/token:\n",
    "  /rest/{version}/admin/uptime:\n    $ref: paths/admin-uptime.yaml\n",
  );
  write("openapi/paths/admin-uptime.yaml", path);
  appendFileSync(join(workspace, "spec/openapi/components/schemas.yaml"), schemas);
  write("xsd/shared/uptime.xsd", sharedXsd);
  for (const version of specifiedVersions()) write(`xsd/${version}/uptime.xsd`, xsd);
  write("examples/uptime/five-minutes.xml", exampleXml);
  const example = { data: { seconds: 300 }, messages: [], links: [] };
  write("examples/uptime/five-minutes.json", JSON.stringify(example, null, 2));
}

/** Adds to the reference device of a workspace what GET admin/uptime does. */
export function addUptimeToDevice(workspace: string): void {
  insertBefore(
    join(workspace, "packages/server/src/handler/execute.ts"),
    '    case "lockConfiguration":\n',
    `    case "getUptime": {
      const data = { seconds: device.systemStatus().uptimeSeconds ?? 0 };
      return respond(200, "UptimeResponse", { data, ...envelope }, format);
    }
`,
  );
}

function insertBefore(file: string, line: string, inserted: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(line)) throw new Error(`${file} lacks ${line}`);
  writeFileSync(
    file,
    text.replace(line, () => inserted + line),
  );
}
