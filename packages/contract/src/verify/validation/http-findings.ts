import type { TransportResponse } from "@asyncstatus/client";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import type { ExpectedResponse } from "./expected-response.ts";
import type { Finding } from "./finding.ts";

/** Validates the headers of a response against the rules of HTTP that clients rely on. */
export function httpFindings(expected: ExpectedResponse, response: TransportResponse): Finding[] {
  const { status } = response;
  return [
    ...(response.body.length > 0 ? charsetFindings(response) : []),
    ...(status === 401 ? challengeFindings(expected, response) : []),
    ...(status === 405 ? allowFindings(expected, response) : []),
  ];
}

/** The charset takes precedence over the XML declaration (RFC 7303). */
function charsetFindings({ headers, body }: TransportResponse): Finding[] {
  const [, ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const charsets = parameters.flatMap((parameter) => {
    const [, charset] = /^\s*charset\s*=\s*"?([^\s"]*)"?\s*$/.exec(parameter) ?? [];
    return charset === undefined ? [] : [charset];
  });
  const isAscii = body.every((byte) => byte < 0x80);
  return charsets
    .filter((charset) => charset !== "utf-8" && !(charset === "us-ascii" && isAscii))
    .map((charset) => finding("RFC 7303, section 3", "the charset UTF-8", charset || "no charset"));
}

function challengeFindings(
  { operationId }: ExpectedResponse,
  { headers }: TransportResponse,
): Finding[] {
  const header = headers["www-authenticate"];
  const { security } = operations[operationId];
  // A scheme is a word at the start or after a comma; a parameter has an equals sign.
  const schemes = header?.toLowerCase().matchAll(/(?:^|,)\s*([^\s,="]+)(?=\s+[^\s=]|\s*(?:,|$))/g);
  if ([...(schemes ?? [])].some(([, scheme]) => scheme === security)) return [];
  const expected = `a challenge for ${security} in WWW-Authenticate`;
  return [finding("RFC 9110, section 11.6.1", expected, quoted(header))];
}

function allowFindings(
  { operationId, method: refused }: ExpectedResponse,
  { headers }: TransportResponse,
): Finding[] {
  const { path } = operations[operationId];
  const methods = Object.values<OperationDescriptor>(operations)
    .filter((operation) => operation.path === path)
    .map(({ method }) => method);
  const allowed = (headers.allow ?? "").split(",").map((method) => method.trim());
  const isComplete = methods.every((method) => allowed.includes(method));
  if (isComplete && !(refused && allowed.includes(refused))) return [];
  const expected = `Allow: ${methods.join(", ")}`;
  return [finding("RFC 9110, section 15.5.6", expected, quoted(headers.allow))];
}

function quoted(header: string | undefined): string {
  return header === undefined ? "no such header" : JSON.stringify(header);
}

function finding(rfc: string, expected: string, actual: string): Finding {
  const note = "A rule of HTTP; the vendor's reference does not repeat it.";
  const fact = { name: rfc, mark: "documented", note } as const;
  return { rule: "http", about: "provider", expected, actual, fact };
}
