import {
  type AsyncStatusData,
  operationNameValuesNotIn,
  type RestVersion,
  type XmlContent,
} from "@asyncstatus/model";
import type { Agenda } from "./agenda.ts";
import type { Assumptions } from "./assumptions.ts";
import type { AsyncRequest, IssuedRequest } from "./async-request.ts";
import type { Plan } from "./plan.ts";
import { Refusal } from "./refusal.ts";

/** What decides how the requests in the slot go. */
export interface AsyncSlotOptions {
  readonly agenda: Agenda;
  readonly assumptions: Assumptions;
  readonly plan: Plan;
  /** Does what was asked for, or says why that is impossible. */
  readonly carryOut: (request: AsyncRequest) => string | undefined;
}

/** A request from its issue on, with its end once it has one. */
interface Entry {
  readonly request: IssuedRequest;
  end?: { readonly failure: string | undefined; readonly additionalInfo: XmlContent | undefined };
}

/** The one place where the device shows an asynchronous request: the one issued last, by anybody. */
export class AsyncSlot {
  readonly #options: AsyncSlotOptions;
  #inProgress = 0;
  #shown: Entry | undefined;
  #shownButBackups: Entry | undefined;

  constructor(options: AsyncSlotOptions) {
    this.#options = options;
  }

  /** What asyncstatus says. Empty where there is nothing to show. */
  get status(): AsyncStatusData {
    return statusOf(this.#shown);
  }

  /** What asyncstatus says in a version, which may have no word for the request that is shown. */
  statusIn(version: RestVersion): AsyncStatusData {
    const shown = this.#shown?.request.operation;
    if (!shown || !operationNameValuesNotIn[version]?.includes(shown)) return this.status;
    const { backupInV1_0 } = this.#options.assumptions;
    return backupInV1_0 === "previous" ? statusOf(this.#shownButBackups) : {};
  }

  /**
   * Takes a request.
   *
   * @throws {Refusal} `request-in-progress`, if a second request is refused.
   * @throws {RangeError} where the plan's duration is not a number of milliseconds, 0 or more.
   */
  issue(request: IssuedRequest): void {
    const { agenda, assumptions, plan, carryOut } = this.#options;
    if (this.#inProgress > 0 && assumptions.secondRequest === "refused") {
      throw new Refusal("request-in-progress");
    }
    const { durationMs, fail, additionalInfo } = plan(request);
    const entry: Entry = { request };
    agenda.after(request.issuedAtMs, durationMs, () => {
      entry.end = { failure: fail ?? carryOut(request), additionalInfo };
      this.#inProgress -= 1;
    });
    agenda.after(request.issuedAtMs, assumptions.registrationDelayMs, () => {
      this.#shown = entry;
      if (request.operation !== "backup") this.#shownButBackups = entry;
    });
    this.#inProgress += 1;
  }

  /** Forgets the requests in progress, whose ends the reboot has struck from the agenda. */
  reboot(): void {
    this.#inProgress = 0;
    if (this.#options.assumptions.statusAfterReboot === "kept") return;
    this.#shown = undefined;
    this.#shownButBackups = undefined;
  }
}

function statusOf(entry: Entry | undefined): AsyncStatusData {
  if (!entry) return {};
  const { request, end } = entry;
  const { operation } = request;
  if (!end) return { operationState: { operation, status: "inProgress" } };
  const { failure, additionalInfo } = end;
  return {
    operationState:
      failure === undefined
        ? { operation, status: "success" }
        : { operation, status: "fail", errorMessage: failure },
    ...(additionalInfo && { additionalInfo }),
  };
}
