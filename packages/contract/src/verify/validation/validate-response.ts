import { type RestVersion, restVersions, type TransportResponse } from "@asyncstatus/client";
import { type DocumentName, decode } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import type { Basis, Finding } from "../report/report.ts";
import { factOf, pathOf } from "./specification.ts";
import { judgeBody } from "./validate-body.ts";

/** What an answer is to be. */
export interface Expectation {
  readonly version: RestVersion;
  /** The request that the answer is to. */
  readonly operationId: OperationId;
  readonly status: number;
  /** What the status rests on, where that is not the request's own fact. */
  readonly basis?: Basis;
  /** The path of the request, where it is not the operation's own. */
  readonly path?: string | undefined;
}

/** Judges an answer by its status, its media type and its body. Empty where it is as it should be. */
export function judgeAnswer(expectation: Expectation, answer: TransportResponse): Finding[] {
  const document = documentOf(expectation, answer.status);
  const findings = judgeStatus(expectation, answer);
  if (isRedirect(answer)) return findings;
  const typed = judgeMediaType(expectation, answer, document);
  if (document === null) return [...findings, ...typed];
  const [first = [], ...others] = formsOf(expectation).map((form) =>
    judgeBody(form, document, answer.body),
  );
  const bodyFindings = others.some((each) => each.length === 0) ? [] : first;
  return [...findings, ...typed, ...bodyFindings];
}

/** The versions whose documents will do: where the path names none of them, each may be what comes. */
function formsOf({ version, operationId, path }: Expectation): readonly RestVersion[] {
  const isNamed = (path ?? pathOf(operationId, version)).startsWith(`/rest/${version}/`);
  return isNamed ? [version] : [version, ...restVersions.filter((other) => other !== version)];
}

/** The document that a status calls for, also where it should have been another status. */
function documentOf({ operationId, status }: Expectation, got: number): DocumentName | null {
  const { responses }: OperationDescriptor = operations[operationId];
  return responses[got] ?? (got >= 400 ? "ErrorResponse" : (responses[status] ?? null));
}

function judgeStatus(expectation: Expectation, answer: TransportResponse): Finding[] {
  const { version, operationId, status } = expectation;
  if (answer.status === status) return [];
  const basis = expectation.basis ?? factOf(version, `${operationId} ${status}`);
  const details = isRedirect(answer)
    ? "a redirect, which is not followed"
    : reasonsOf(answer).join(" ");
  return [
    {
      rule: "status",
      about: basis.mark === "assumed" ? "assumption" : "provider",
      expected: `${status}`,
      got: `${answer.status}${details && ` (${details})`}`,
      basis: { name: basis.name, mark: basis.mark, ...(basis.note && { note: basis.note }) },
    },
  ];
}

function judgeMediaType(
  { version, operationId }: Expectation,
  { status, headers, body }: TransportResponse,
  document: DocumentName | null,
): Finding[] {
  const { name, mark } = factOf(version, `${operationId} ${status}`);
  const found = { rule: "media-type", about: "provider", basis: { name, mark } } as const;
  if (document === null) {
    return body.length === 0
      ? []
      : [{ ...found, expected: "no body", got: `${body.length} bytes of body` }];
  }
  const mediaType = headers["content-type"] ?? "";
  const [essence = ""] = mediaType.split(";");
  if (essence.trim().toLowerCase() === "application/xml") return [];
  return [{ ...found, expected: "application/xml", got: mediaType || "no Content-Type" }];
}

/** The reasons that an error gives, in the provider's words. */
export function reasonsOf({ status, body }: TransportResponse): string[] {
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
