import { restVersions } from "@asyncstatus/client";
import { DecodeError, type DocumentName, decode, EncodeError, encode } from "@asyncstatus/model";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { kebabName } from "../kebab-name.ts";
import type { Example } from "../spec/examples.ts";
import { Xsd } from "../spec/xsd.ts";
import type { Entry } from "./read-transcript.ts";

/** A valid example ends so where it is laid out in another way than ours. */
const asSent = "-as-sent";

/**
 * The example that an answer is, in the folder where it belongs: valid, tolerated or refused.
 *
 * @param situation What it is called, as in `verify-failed`.
 * @returns Nothing where there is no body to make one of.
 * @throws {Error} where no example can hold it, and why
 */
export function exampleFrom(
  { operationId, version: named, answer }: Entry,
  situation: string,
): Example | undefined {
  if ("failed" in answer || answer.body === null || answer.body === "") return undefined;
  const version = restVersions.find((known) => known === named);
  if (!version) throw new Error(`The specification has no REST version ${named}.`);
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(situation)) {
    throw new Error(`Expected a name as in verify-failed, got ${JSON.stringify(situation)}.`);
  }
  const document = documentOf(operationId, answer.status);
  if (!document) return undefined;
  const xml = Buffer.from(answer.body);
  const { kind, json } = read(document, version, xml);
  const isNewest = version === restVersions[0];
  if (kind !== "valid" && !isNewest) {
    throw new Error(`What is not valid is kept for ${restVersions[0]} only, not for ${version}.`);
  }
  const layout = kind === "valid" && !isOurLayout(document, version, answer.body) ? asSent : "";
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
