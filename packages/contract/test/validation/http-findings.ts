import type { DocumentName } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import type { Answered } from "./validate-response.ts";

/** What RFC 9110 and the media type say of an answer, whatever its body is. */
export function httpFindings(
  id: OperationId,
  { status, headers, body }: Answered,
  document: DocumentName | null,
): string[] {
  return [
    ...(document === null ? emptiness(status, body) : mediaType(headers["content-type"])),
    ...(status === 401 ? challenge(id, headers["www-authenticate"]) : []),
    ...(status === 405 ? allowed(id, headers.allow) : []),
  ];
}

function emptiness(status: number, body: Uint8Array): string[] {
  return body.length > 0 ? [`${status} has a body of ${body.length} bytes`] : [];
}

/** The one that is documented. What it says of the encoding outranks the document (RFC 7303). */
function mediaType(contentType = ""): string[] {
  const [essence = "", ...parameters] = contentType.toLowerCase().split(";");
  const isXml = essence.trim() === "application/xml";
  const isUtf8 = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/.test(parameter));
  return isXml && isUtf8 ? [] : [`expected application/xml in UTF-8, got ${contentType || "none"}`];
}

/** RFC 9110, 11.6.1: a 401 says which credentials it wants. */
function challenge(id: OperationId, header = ""): string[] {
  const { security } = operations[id];
  const [scheme = ""] = header.toLowerCase().split(" ");
  return scheme === security ? [] : [`expected a challenge for ${security}, got "${header}"`];
}

/** RFC 9110, 15.5.6: a 405 lists the methods that the path does know. */
function allowed(id: OperationId, header = ""): string[] {
  const { path } = operations[id];
  const methods = Object.values<OperationDescriptor>(operations)
    .filter((operation) => operation.path === path)
    .map(({ method }) => method);
  const listed = header.split(",").map((method) => method.trim());
  const isRight = listed.toSorted().join() === methods.toSorted().join();
  return isRight ? [] : [`expected Allow: ${methods.join(", ")}, got "${header}"`];
}
