import {
  type RestVersion,
  restVersions,
  TransportError,
  type TransportErrorCode,
  type TransportResponse,
} from "@asyncstatus/client";
import { LockKeeper } from "../provider/lock-keeper.ts";
import { type Provider, type ProviderRequest, searchOf, targetOf } from "../provider/provider.ts";
import type { Check, SkipCode } from "../report/report.ts";
import { type CitedFact, type Finding, isAboutProvider } from "../validation/finding.ts";
import { findFact } from "../validation/specification.ts";
import { errorMessagesOf, validateResponse } from "../validation/validate-response.ts";

/** The identity of a check. */
export type CheckSubject = Pick<Check, "version" | "name" | "request" | "description">;

/** Returns the identity of a check of a response. A version of undefined is for all versions. */
export function subjectOf(
  {
    version,
    query,
    ...request
  }: Omit<ProviderRequest, "version" | "authorization"> & {
    readonly version: RestVersion | undefined;
  },
  status: number,
  description: string,
): CheckSubject {
  // The path of a request for all versions has none.
  const { method, path } = targetOf({ ...request, version: version ?? restVersions[0] });
  const search = query ? `?${searchOf(query)}` : "";
  return {
    ...(version && { version }),
    name: `${request.operationId} ${status}`,
    request: `${method} ${path}${search} ${status}`,
    description,
  };
}

/** A request whose response is checked. */
export interface CheckedRequest {
  readonly request: ProviderRequest;
  /** The expected status. */
  readonly status: number;
  /** A sentence that is true if the check passes. */
  readonly description: string;
  /** Defaults to the fact about the operation's status. */
  readonly fact?: CitedFact;
  /** Statuses that skip the check instead of failing it. */
  readonly skipOn?: Readonly<Record<number, Required<Check>["skipped"]>>;
  /** Validates more of a response that is valid, or deviates only from an assumption. */
  readonly validate?: (response: TransportResponse) => Finding[];
}

/** The result of a {@link CheckedRequest}. */
export interface CheckedResponse {
  /** Undefined if there is no complete response. */
  readonly status: number | undefined;
  /** Undefined if the check did not pass. */
  readonly response: TransportResponse | undefined;
  /** The response, whether or not the check passed. Undefined if there is no complete one. */
  readonly received: TransportResponse | undefined;
}

/** Status and code of a skip because of missing privileges. */
export const skipIfForbidden = {
  403: { code: "not-administrator", reason: "the user is not an administrator" },
} as const;

// The provider responded, but not in HTTP/1.1 or not completely.
const invalidHttp: ReadonlySet<TransportErrorCode> = new Set([
  "malformed-response",
  "content-encoding",
  "body-too-large",
  "body-truncated",
]);

const maxActualLength = 500;

/** Runs checks against a provider and collects their results. */
export class CheckRunner {
  readonly provider: Provider;
  readonly locks = new LockKeeper();
  readonly checks: Check[] = [];
  /** The reason why the test element may remain on the provider; undefined if it doesn't. */
  elementWarning: string | undefined;
  readonly #onCheck: (check: Check) => void;

  constructor(provider: Provider, onCheck: (check: Check) => void) {
    this.provider = provider;
    this.#onCheck = onCheck;
  }

  /** Adds the result of a check, without secrets. */
  add(subject: CheckSubject, findings: readonly Finding[]): void {
    const hidden = this.provider.secrets.hideIn(findings).map(shorten);
    this.#push({ ...subject, result: resultOf(findings), findings: hidden });
  }

  /** Adds a check that was run, but whose result can't be known. */
  addInconclusive(subject: CheckSubject, reason: string): void {
    const inconclusive = { reason: this.provider.secrets.hide(reason) };
    this.#push({ ...subject, result: "inconclusive", findings: [], inconclusive });
  }

  skip(subject: CheckSubject, code: SkipCode, reason: string): void {
    const skipped = { code, reason: this.provider.secrets.hide(reason) };
    this.#push({ ...subject, result: "skipped", findings: [], skipped });
  }

  #push({ request, ...rest }: Check): void {
    // A parameter may be a name that the device reported.
    const check = { ...rest, request: this.provider.secrets.hide(request) };
    this.checks.push(check);
    this.#onCheck(check);
  }

  /**
   * Sends a request and adds the check of its response.
   *
   * @throws {TransportError} If there is no response.
   */
  async run(checked: CheckedRequest): Promise<CheckedResponse> {
    const { version, operationId, path } = checked.request;
    const { skipOn = {}, validate } = checked;
    const subject = subjectOf(checked.request, checked.status, checked.description);
    const response = await this.#send(checked.request);
    if ("rule" in response) {
      this.add(subject, [response]);
      return { status: undefined, response: undefined, received: undefined };
    }
    const skipped = skipOn[response.status];
    const status = skipped ? response.status : checked.status;
    const fact = skipped ? undefined : checked.fact;
    const { origin } = this.provider;
    const expected = {
      version,
      operationId,
      status,
      path,
      fact,
      method: checked.request.method,
      origin,
    };
    let findings = validateResponse(expected, response);
    if (skipped && !findings.some(isAboutProvider)) {
      const messages = errorMessagesOf(response).map((message) => JSON.stringify(message));
      const got = [response.status, ...messages].join(" ");
      this.skip(subject, skipped.code, `${skipped.reason} (response: ${got})`);
      return { status, response: undefined, received: response };
    }
    if (!findings.some(isAboutProvider)) {
      findings = [...findings, ...(validate?.(response) ?? [])];
    }
    this.add(subject, findings);
    const isUsable = !findings.some(isAboutProvider) && response.status === checked.status;
    return {
      status: response.status,
      response: isUsable ? response : undefined,
      received: response,
    };
  }

  async #send(request: ProviderRequest): Promise<TransportResponse | Finding> {
    try {
      return await this.provider.send(request);
    } catch (error) {
      if (!(error instanceof TransportError && invalidHttp.has(error.code))) throw error;
      const { name, mark } = findFact(request.version, request.operationId);
      return {
        rule: "http",
        about: "provider",
        expected: "a complete HTTP/1.1 response without content encoding",
        actual: error.message,
        fact: { name, mark },
      };
    }
  }
}

/** After the secrets are hidden: the first part of one would not be found. */
function shorten(finding: Finding): Finding {
  const { actual } = finding;
  return actual.length <= maxActualLength
    ? finding
    : { ...finding, actual: `${actual.slice(0, maxActualLength)}…` };
}

function resultOf(findings: readonly Finding[]): "passed" | "failed" | "assumption-wrong" {
  if (findings.length === 0) return "passed";
  return findings.some(isAboutProvider) ? "failed" : "assumption-wrong";
}
