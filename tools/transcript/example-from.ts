import { restVersions } from "@asyncstatus/client";
import { DecodeError, type DocumentName, decode, EncodeError, encode } from "@asyncstatus/model";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { kebabName } from "../kebab-name.ts";
import type { Example } from "../spec/examples.ts";
import { Xsd } from "../spec/xsd.ts";
import type { Entry } from "./read-transcript.ts";

/** The end of the name of a valid example whose layout differs from that of the encoder. */
const asSent = "-as-sent";

/**
 * Makes an example of a recorded response, named after its kind: valid, tolerated or invalid.
 *
 * @param situation its name, such as `verify-failed`
 * @returns undefined if the response has no body
 * @throws {Error} if the specification has no such version or request
 */
export function exampleFrom(
  { operationId, version: named, response }: Entry,
  situation: string,
): Example | undefined {
  if ("failed" in response || response.body === null || response.body === "") return undefined;
  const version = restVersions.find((known) => known === named);
  if (!version) throw new Error(`The specification has no REST version ${named}.`);
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(situation)) {
    throw new Error(`Expected a name such as verify-failed, got ${JSON.stringify(situation)}.`);
  }
  const document = documentOf(operationId, response.status);
  if (!document) return undefined;
  const xml = Buffer.from(response.body);
  const { kind, json } = read(document, version, xml);
  const isNewest = version === restVersions[0];
  if (kind !== "valid" && !isNewest) {
    throw new Error(`Only examples of ${restVersions[0]} may be invalid, not those of ${version}.`);
  }
  const layout = kind === "valid" && !isOurLayout(document, version, response.body) ? asSent : "";
  const folder = kind === "valid" ? (isNewest ? [] : [version]) : [kind];
  const name = [...folder, kebabName(document), `${situation}${layout}`].join("/");
  return { name, document, version, kind, xml, json };
}

function documentOf(operationId: string, status: number): DocumentName | null | undefined {
  const operation: OperationDescriptor | undefined = Object.entries(operations).find(
    ([id]) => id === operationId,
  )?.[1];
  if (!operation) throw new Error(`The specification has no request ${operationId}.`);
  return operation.responses[status] ?? (status >= 400 ? "ErrorResponse" : null);
}

function read(
  document: DocumentName,
  version: Example["version"],
  xml: Uint8Array,
): Pick<Example, "kind" | "json"> {
  try {
    const json = decode(document, xml);
    const isValid = new Xsd(document, version).findings(xml).length === 0;
    return { kind: isValid ? "valid" : "tolerated", json };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { code, path, position } = error;
    const json = { code, ...(path !== undefined && { path }), ...position };
    return { kind: "invalid", json };
  }
}

function isOurLayout(document: DocumentName, version: Example["version"], body: string): boolean {
  try {
    return encode(document, decode(document, Buffer.from(body)), { version }) === body;
  } catch (error) {
    if (error instanceof EncodeError) return false;
    throw error;
  }
}
