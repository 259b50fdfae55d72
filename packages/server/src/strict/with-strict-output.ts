import { type DocumentName, restVersions } from "@asyncstatus/model";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import type { Assumptions } from "../device/assumptions.ts";
import type { Answer } from "../fetch/answer.ts";
import type { AskedRequest } from "../fetch/asked-request.ts";
import { TextResponse } from "../fetch/text-response.ts";
import { HttpError } from "../handler/http-error.ts";
import { respondError } from "../handler/respond.ts";
import { route, versionOf } from "../handler/route.ts";

/** An answer that is not as its specification has it. Its message says what is wrong. */
export class InvalidAnswerError extends Error {
  override readonly name = "InvalidAnswerError";
  readonly code = "invalid-answer";
}

/** What judging needs beside the answer. */
export interface StrictOptions {
  /** How the errors that are sent instead are written. */
  readonly assumptions: () => Pick<Assumptions, "errorItems">;
  /** Told what is wrong with an answer. */
  readonly onError: (error: unknown) => void;
}

/** Has each answer judged by the XSD of its version; one that is not valid is told, and becomes 500. */
export function withStrictOutput(answer: Answer, options: StrictOptions): Answer {
  return async (request, connection) => {
    const response = await answer(request, connection);
    const problem = response.type === "error" ? undefined : await problemOf(request, response);
    if (problem === undefined) return response;
    options.onError(new InvalidAnswerError(problem));
    const { errorItems } = options.assumptions();
    const version = versionOf(new URL(request.url).pathname, restVersions);
    const error = new HttpError(500, "Unable to execute the request.");
    return respondError(error, { version, errorItems });
  };
}

/** What is wrong with an answer, in a sentence without a secret; nothing where all is well. */
async function problemOf(request: AskedRequest, response: Response): Promise<string | undefined> {
  const { pathname } = new URL(request.url);
  const { status } = response;
  const version = versionOf(pathname, restVersions);
  const what = `${request.method} ${pathname}: the answer ${status}`;
  const document = documentOf(request.method, pathname, status);
  if (document === undefined) return `${what} is not specified.`;
  // Nothing to judge: the Fetch standard has no body with these statuses.
  if (document === null) return undefined;
  const text = await textOf(response);
  const type = response.headers.get("content-type");
  if (type !== "application/xml") return `${what} is ${type}, and should be application/xml.`;
  const errors = xsdErrors(document, text, version);
  if (errors.length === 0) return undefined;
  return `${what} is no ${document} of ${version}: ${errors.map(({ message }) => message).join("; ")}`;
}

/**
 * What a response says. Copied is only what comes from elsewhere: whoever reads a body that was copied
 * waits for other threads in a browser, and a virtual clock goes on meanwhile.
 */
async function textOf(response: Response): Promise<string> {
  const given = response instanceof TextResponse ? response.given : undefined;
  return given?.text ?? response.clone().text();
}

/** The document that an answer should be; null where it should have no body. */
function documentOf(
  method: string,
  pathname: string,
  status: number,
): DocumentName | null | undefined {
  try {
    const operation: OperationDescriptor = operations[route(method, pathname, restVersions)];
    return operation.responses[status];
  } catch (error) {
    if (error instanceof HttpError) return "ErrorResponse";
    throw error;
  }
}
