import { type RestVersion, restVersions, type TransportResponse } from "@asyncstatus/client";
import { type DocumentName, decode } from "@asyncstatus/model";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { pathOf } from "../provider/provider.ts";
import type { ExpectedResponse } from "./expected-response.ts";
import { type Finding, isAboutProvider } from "./finding.ts";
import { httpFindings } from "./http-findings.ts";
import { meaningFindings } from "./meaning-findings.ts";
import { cite, findFact } from "./specification.ts";
import { validateBody } from "./validate-body.ts";

/** Validates a response's status, headers, media type and body, and what the body says. */
export function validateResponse(
  expected: ExpectedResponse,
  response: TransportResponse,
): Finding[] {
  const statusFindings = validateStatus(expected, response);
  if (isRedirect(response)) return statusFindings;
  const document = documentOf(expected, response.status);
  const findings = [
    ...statusFindings,
    ...httpFindings(expected, response),
    ...validateMediaType(expected, response, document),
  ];
  if (document === null) return findings;
  const [first = [], ...others] = versionsOf(expected).map((version) =>
    validateBody(version, document, response.body),
  );
  const bodyFindings = others.some((each) => each.length === 0) ? [] : first;
  if (bodyFindings.some(isAboutProvider)) return [...findings, ...bodyFindings];
  return [...findings, ...bodyFindings, ...meaningFindings(expected, document, response)];
}

/** The versions that the body may have: any, if the path does not name the version. */
function versionsOf({ version, operationId, path }: ExpectedResponse): readonly RestVersion[] {
  const isNamed = (path ?? pathOf(operationId, version)).startsWith(`/rest/${version}/`);
  return isNamed ? [version] : [version, ...restVersions.filter((other) => other !== version)];
}

/** The document for the actual status, which may not be the expected one. */
function documentOf({ operationId, status }: ExpectedResponse, actual: number) {
  const { responses }: OperationDescriptor = operations[operationId];
  // Null is a response without a body.
  if (responses[actual] !== undefined) return responses[actual];
  return actual >= 400 ? "ErrorResponse" : (responses[status] ?? null);
}

function validateStatus(
  { version, operationId, status, fact }: ExpectedResponse,
  response: TransportResponse,
): Finding[] {
  if (response.status === status) return [];
  const cited = cite(fact ?? findFact(version, `${operationId} ${status}`));
  const details = isRedirect(response)
    ? "a redirect, which is not followed"
    : errorMessagesOf(response).join(" ");
  return [
    {
      rule: "status",
      about: cited.mark === "assumed" ? "assumption" : "provider",
      expected: `${status}`,
      actual: `${response.status}${details && ` (${details})`}`,
      fact: cited,
    },
  ];
}

function validateMediaType(
  { version, operationId }: ExpectedResponse,
  { status, headers, body }: TransportResponse,
  document: DocumentName | null,
): Finding[] {
  const { name, mark } = findFact(version, `${operationId} ${status}`);
  const finding = { rule: "media-type", about: "provider", fact: { name, mark } } as const;
  if (document === null) {
    const actual = `a body of ${body.length} bytes`;
    return body.length === 0 ? [] : [{ ...finding, expected: "no body", actual }];
  }
  const mediaType = headers["content-type"] ?? "";
  const [essence = ""] = mediaType.split(";");
  if (essence.trim().toLowerCase() === "application/xml") return [];
  return [{ ...finding, expected: "application/xml", actual: mediaType || "no Content-Type" }];
}

/** Returns the error messages of a response, in the provider's words. */
export function errorMessagesOf({ status, body }: TransportResponse): string[] {
  if (status < 400) return [];
  try {
    return decode("ErrorResponse", body).messages.flatMap(({ errorMessage }) => errorMessage ?? []);
  } catch {
    return [];
  }
}

function isRedirect({ status }: TransportResponse): boolean {
  return status >= 300 && status < 400;
}
