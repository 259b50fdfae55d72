import type { TransportResponse } from "@asyncstatus/client";
import { type RestVersion, TransportError, type TransportErrorCode } from "@asyncstatus/client";
import type { Provider, ProviderRequest } from "../provider/provider.ts";
import type { Basis, Check, Finding } from "../report/report.ts";
import { factOf } from "../validation/specification.ts";
import { type Expectation, judgeAnswer, reasonsOf } from "../validation/validate-response.ts";

/** A request to put, and what its answer is to be. */
export interface Question {
  readonly request: ProviderRequest;
  readonly status: number;
  /** What holds where it holds, as a sentence. */
  readonly what: string;
  /** What the status rests on, where that is not the request's own fact. */
  readonly basis?: Basis;
  /** Statuses that are no deviation, but leave the check undone: why. */
  readonly undone?: Readonly<Record<number, string>>;
  /** What else is to hold, once the answer is well. */
  readonly also?: (answer: TransportResponse) => Finding[];
}

// The provider answered, and not in HTTP/1.1 or not to the end.
const badAnswers: ReadonlySet<TransportErrorCode> = new Set([
  "malformed-response",
  "content-encoding",
  "body-too-large",
  "body-truncated",
]);

/** One run of checks against one provider. */
export class Run {
  readonly provider: Provider;
  readonly checks: Check[] = [];
  readonly #onCheck: (check: Check) => void;

  constructor(provider: Provider, onCheck: (check: Check) => void) {
    this.provider = provider;
    this.#onCheck = onCheck;
  }

  /** Adds what was found out. */
  add(check: Check): void {
    const { secrets } = this.provider;
    const findings = check.findings.map((finding) => ({
      ...finding,
      got: secrets.hide(finding.got),
    }));
    const hidden = { ...check, findings };
    this.checks.push(hidden);
    this.#onCheck(hidden);
  }

  /** Adds a check that was not done. */
  notTried(about: Pick<Check, "version" | "name" | "what">, why: string): void {
    this.add({ ...about, result: "not-tried", findings: [], why });
  }

  /**
   * Puts a question and adds the check of its answer.
   *
   * @returns The answer, where there is one that holds.
   * @throws {TransportError} where the provider does not answer at all.
   */
  async ask(question: Question): Promise<TransportResponse | undefined> {
    const { version, operationId } = question.request;
    const about = { version, name: `${operationId} ${question.status}`, what: question.what };
    const answer = await this.#answerTo(question.request);
    if ("rule" in answer) {
      this.add({ ...about, result: "broken", findings: [answer] });
      return undefined;
    }
    const undone = question.undone?.[answer.status];
    const status = undone === undefined ? question.status : answer.status;
    const expectation: Expectation = {
      version,
      operationId,
      status,
      path: question.request.path,
      ...(question.basis && undone === undefined && { basis: question.basis }),
    };
    const judged = judgeAnswer(expectation, answer);
    if (undone !== undefined && judged.length === 0) {
      const reasons = reasonsOf(answer).map((reason) => JSON.stringify(reason));
      const got = [`${answer.status}`, ...reasons].join(" ");
      this.notTried(about, this.provider.secrets.hide(`${undone} (answered ${got})`));
      return undefined;
    }
    const findings = judged.length > 0 ? judged : (question.also?.(answer) ?? []);
    this.add({ ...about, result: resultOf(findings), findings });
    return findings.some(({ about: whose }) => whose === "provider") || answer.status !== status
      ? undefined
      : answer;
  }

  async #answerTo(request: ProviderRequest): Promise<TransportResponse | Finding> {
    try {
      return await this.provider.send(request);
    } catch (error) {
      if (!(error instanceof TransportError) || !badAnswers.has(error.code)) throw error;
      const { name, mark } = factOf(request.version, request.operationId);
      return {
        rule: "http",
        about: "provider",
        expected: "a complete HTTP/1.1 answer, not encoded",
        got: error.message,
        basis: { name, mark },
      };
    }
  }
}

/** What findings make of a check. */
export function resultOf(findings: readonly Finding[]): "held" | "broken" | "assumption" {
  if (findings.length === 0) return "held";
  return findings.some(({ about }) => about === "provider") ? "broken" : "assumption";
}

/** A deviation in what an answer means. */
export function misbehaviour(
  version: RestVersion,
  fact: string | Basis,
  expected: string,
  got: string,
): Finding {
  const { name, mark, note } = typeof fact === "string" ? factOf(version, fact) : fact;
  return {
    rule: "behaviour",
    about: mark === "assumed" ? "assumption" : "provider",
    expected,
    got,
    basis: { name, mark, ...(note !== undefined && { note }) },
  };
}
