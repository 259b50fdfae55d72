import { contradictionOf } from "../../src/operation/conclude.ts";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import { defaultSchedule } from "../../src/operation/poll-interval.ts";
import {
  delayMs,
  outcomeAtDeadline,
  type PollResult,
  type PollState,
  startPolling,
} from "../../src/operation/poll-step.ts";
import { type Baseline, initialState, type WaitState } from "../../src/operation/wait-state.ts";
import { type Act, type Client, clientKey, type Reading, type Status } from "./client.ts";
import type { Conduct } from "./conduct.ts";
import { type Interned, Interning } from "./interning.ts";
import { elapsedMsAt, read, registrationMs, systemIn } from "./read.ts";
import { isAccepting, take } from "./requests.ts";
import type { Rules } from "./rules.ts";
import type { World } from "./world.ts";

/** What our client does or meets, and what comes of it. */
export interface ActStep {
  readonly act: Act;
  readonly client: Interned<Client>;
  readonly world: World;
}

/** The time of a request, and what went before it. */
interface Time {
  readonly elapsedMs: number;
  readonly after?: "a failed request" | "ten seconds";
}

/** What comes of a result. */
interface Received {
  readonly client: Interned<Client>;
  /** Whether time passes before the next request. */
  readonly pauses: boolean;
}

type At<Place extends Client["at"]> = Extract<Client, { at: Place }>;

/** Ten seconds after the registration: everything that is waited for has taken long enough. */
const muchLaterMs = elapsedMsAt.late + 10_000;

/**
 * Drives the poll loop of the client, `poll-step.ts`, with the responses of a world. What `submit` and
 * `StatusPoller` do is here: they read the baseline, send the requests and check the lock.
 */
export class ClientModel {
  readonly #rules: Rules;
  readonly #conduct: Conduct;
  readonly #clients = new Interning<Client>(clientKey);
  readonly #baselines = new Interning<Baseline>(JSON.stringify);
  readonly #statuses = new Interning<Status>(JSON.stringify);
  readonly #polls = new Interning<PollState>(JSON.stringify);
  readonly #waits = new Interning<WaitState>(JSON.stringify);
  readonly #outcomes = new Interning<FinalOutcome>(JSON.stringify);
  /** The poll loop is pure: what it has returned once, it returns again. */
  readonly #received = new Map<string, Received>();
  readonly start: Interned<Client>;

  constructor(rules: Rules, conduct: Conduct) {
    this.#rules = rules;
    this.#conduct = conduct;
    const known = this.#baselines.of({});
    this.start = this.#clients.of({ at: "baseline", known, read: 0 });
  }

  /** Everything that our client may do or meet next. */
  steps({ value: client }: Interned<Client>, world: World): ActStep[] {
    switch (client.at) {
      case "baseline":
        return this.#readBaseline(client, world);
      case "submitting":
        return [
          this.#submitted(client.known, "accepted", { kind: "is accepted" }, world),
          this.#submitted(client.known, "unknown", { kind: "the answer is lost" }, world),
        ];
      case "polling":
        return [...this.#request(client, world), this.#giveUp(client, world)];
      case "receiving":
        return [
          this.#readStatus(client.poll, client.status, elapsedMsAt[world.time], world),
          this.#giveUp(client, world),
        ];
      case "ended":
      case "timed out":
      case "refused":
        return [];
    }
  }

  #step(act: Act, client: Client, world: World): ActStep {
    return { act, client: this.#clients.of(client), world };
  }

  #giveUp({ poll }: { readonly poll: Interned<PollState> }, world: World): ActStep {
    const outcome = outcomeAtDeadline(poll.value, elapsedMsAt[world.time]);
    const client: Client = outcome ? this.#ended(poll.value.wait, outcome) : { at: "timed out" };
    return this.#step({ kind: "gives up" }, client, world);
  }

  #readBaseline({ known, read: index }: At<"baseline">, world: World): ActStep[] {
    const what = this.#conduct.baseline[index];
    if (!what) return this.#submit(known, world);
    const isBusy = what === "operationState" && world.slots[world.active]?.status === "inProgress";
    if (isBusy || world.token === "ended") {
      return [this.#step({ kind: "cannot start" }, { at: "refused" }, world)];
    }
    const baseline = this.#baselines.of({ ...known.value, ...read(what, world, this.#rules) });
    const now: Client = { at: "baseline", known: baseline, read: index + 1 };
    const noted = what === "system" ? { ...world, restarted: { a: false, b: false } } : world;
    return [this.#step({ kind: "reads", what }, now, noted)];
  }

  #submit(known: Interned<Baseline>, world: World): ActStep[] {
    const { operation } = this.#rules;
    const lost: Act = { kind: "submits", operation, fate: "lost" };
    const steps = [this.#submitted(known, "unknown", lost, world)];
    if (
      world.token === "with the lock" &&
      world.lock === "ours" &&
      isAccepting(world, this.#rules)
    ) {
      const taken: Act = { kind: "submits", operation, fate: "taken" };
      const busy = { ...world, ...take(world, operation, "us") };
      steps.push(this.#step(taken, { at: "submitting", known }, busy));
    }
    return steps;
  }

  #submitted(
    known: Interned<Baseline>,
    submission: WaitState["submission"],
    act: Act,
    before: World,
  ): ActStep {
    const world: World = { ...before, time: "early" };
    const { operation } = this.#rules;
    const { fenceMs } = this.#conduct;
    const baseline = known.value;
    const wait = initialState({ operation, submission, baseline, registrationMs, fenceMs });
    return this.#step(act, this.#polling(startPolling(wait, true), elapsedMsAt.early), world);
  }

  /** The next request is sent at once: what happens before it, may as well happen while it is in flight. */
  #polling(poll: PollState, elapsedMs: number): At<"polling"> {
    const isStatus = poll.request === "status" && !poll.wait.verdict;
    const reduced = this.#polls.of(reduce(poll));
    return { at: "polling", poll: reduced, ...(isStatus && { elapsedMs }) };
  }

  #ended(wait: WaitState, outcome: FinalOutcome): At<"ended"> {
    const evidence = { ...outcome.evidence, readings: [] };
    return {
      at: "ended",
      wait: this.#waits.of({ ...wait, readings: [] }),
      outcome: this.#outcomes.of({ ...outcome, evidence }),
    };
  }

  #request(client: At<"polling">, world: World): ActStep[] {
    if (world.token === "ended") return [this.#loseLock(client.poll.value, world)];
    switch (client.poll.value.request) {
      case "status":
        return this.#requestStatus(client, world);
      case "system":
        return [
          ...this.#times(client, world).flatMap((time) => [
            this.#readSystem(client.poll, time, world),
            this.#fail(client.poll, "system", time, world),
          ]),
        ];
      case "versions":
        return this.#times(client, world).flatMap((time) => [
          ...this.#readVersions(client.poll, time, world),
          this.#fail(client.poll, "versions", time, world),
        ]);
    }
  }

  #requestStatus({ poll, elapsedMs = 0 }: At<"polling">, world: World): ActStep[] {
    const status = this.#statuses.of(read("operationState", world, this.#rules));
    const now = elapsedMsAt[world.time];
    const answered: Client = { at: "receiving", poll, status };
    const steps = [
      this.#conduct.statusIsOf === "request"
        ? this.#readStatus(poll, status, elapsedMs, world)
        : this.#step({ kind: "is answered", what: "operationState" }, answered, world),
    ];
    if (elapsedMs < now) {
      const later: Client = { at: "polling", poll, elapsedMs: now };
      steps.push(this.#step({ kind: "sends the request later" }, later, world));
    }
    // No response is one at any time: the system is identified next, in the same step.
    const failed = this.#receive(poll, "", { request: "failed", elapsedMs }, world);
    const identifying = failed.client.value;
    if (identifying.at !== "polling" || identifying.poll.value.request !== "system")
      return [...steps, this.#failed("operationState", failed, world)];
    const time = { elapsedMs: now, after: "a failed request" } as const;
    steps.push(this.#readSystem(identifying.poll, time, world));
    steps.push(this.#fail(identifying.poll, "system", time, world));
    return steps;
  }

  /** The times that a request may be of, other than for the status. */
  #times({ poll }: At<"polling">, { time }: World): Time[] {
    const { wait, confirmingSinceMs } = poll.value;
    const since = confirmingSinceMs ?? wait.contradictedAtMs ?? wait.verifiedAtMs;
    const now: Time = { elapsedMs: elapsedMsAt[time] };
    return since === undefined || time !== "late"
      ? [now]
      : [now, { elapsedMs: muchLaterMs, after: "ten seconds" }];
  }

  #readSystem(poll: Interned<PollState>, { elapsedMs, ...after }: Time, world: World): ActStep {
    const system = systemIn(world, elapsedMs, this.#rules);
    const result = { request: "system", elapsedMs, system } as const;
    const received = this.#receive(poll, JSON.stringify(system), result, world);
    return { act: { kind: "reads", what: "system", ...after }, client: received.client, world };
  }

  #readVersions(poll: Interned<PollState>, { elapsedMs, ...after }: Time, world: World): ActStep[] {
    const { versions } = world;
    const key = `${versions.currentVersion} ${versions.runningVersion}`;
    const result = { request: "versions", elapsedMs } as const;
    const { client } = this.#receive(poll, key, { ...result, versions }, world);
    const refused = this.#receive(poll, "", result, world).client;
    return [
      { act: { kind: "reads", what: "versions", ...after }, client, world },
      { act: { kind: "is refused the versions", ...after }, client: refused, world },
    ];
  }

  #fail(poll: Interned<PollState>, to: Reading, { elapsedMs, after }: Time, world: World): ActStep {
    const received = this.#receive(poll, "", { request: "failed", elapsedMs }, world);
    return this.#failed(to, received, world, after === "ten seconds");
  }

  #failed(to: Reading, { client, pauses }: Received, world: World, long = false): ActStep {
    const act: Act = { kind: "gets no response", to, pauses, ...(long && { long }) };
    return { act, client, world };
  }

  #readStatus(
    poll: Interned<PollState>,
    status: Interned<Status>,
    elapsedMs: number,
    world: World,
  ): ActStep {
    const result = { request: "status", elapsedMs, ...status.value } as const;
    const { client, pauses } = this.#receive(poll, `${status.id}`, result, world);
    return { act: { kind: "reads", what: "operationState", pauses }, client, world };
  }

  /** @param key The same for equal results of a request, and for no others. */
  #receive(poll: Interned<PollState>, key: string, result: PollResult, { time }: World): Received {
    const { elapsedMs, request } = result;
    const now = elapsedMsAt[time];
    const whole = `${poll.id} ${request} ${elapsedMs} ${now} ${key}`;
    const known = this.#received.get(whole);
    if (known) return known;
    const { poll: next, outcome } = this.#conduct.receive(poll.value, result, "held");
    const client = this.#clients.of(
      outcome ? this.#ended(next.wait, outcome) : this.#polling(next, now),
    );
    const times = { elapsedMs: now, waitedMs: now, retryAfterMs: 0 };
    const received = { client, pauses: delayMs(next, defaultSchedule, times, 0) > 0 };
    this.#received.set(whole, received);
    return received;
  }

  /** The device refuses a token that has ended, and the session logs in again. */
  #loseLock(poll: PollState, world: World): ActStep {
    const elapsedMs = elapsedMsAt[world.time];
    const wait = this.#conduct.applyLock(poll.wait, "lost", elapsedMs);
    const client = this.#polling({ ...poll, wait, pauses: true }, elapsedMs);
    return this.#step({ kind: "finds the lock lost" }, client, { ...world, token: "new" });
  }
}

/** Leaves out of a poll loop what nothing is decided by, so that there are finitely many of them. */
function reduce({ wait, request, confirmingSinceMs, versions }: PollState): PollState {
  const { contradictedAtMs, verifiedAtMs, verdict, ...rest } = wait;
  // How much time has passed is not counted: it may always become ten seconds.
  const since = elapsedMsAt.late;
  return {
    wait: {
      ...rest,
      ...(contradictedAtMs !== undefined && { contradictedAtMs: since }),
      ...(verifiedAtMs !== undefined && { verifiedAtMs: since }),
      ...(verdict && { verdict }),
      readings: [],
    },
    request,
    pauses: false,
    failures: 0,
    ...(confirmingSinceMs !== undefined && { confirmingSinceMs: since }),
    ...(versions && { versions }),
  };
}

/** Whether our client may still read the status. After a verdict, it does where the versions contradict. */
export function mayReadStatus(client: Client, world: World): boolean {
  switch (client.at) {
    case "baseline":
    case "submitting":
    case "receiving":
      return true;
    case "polling": {
      const { wait, request, versions = world.versions } = client.poll.value;
      const { verdict, baseline } = wait;
      if (!verdict) return true;
      if (verdict.kind !== "ended") return false;
      // Versions that move do not come to contradict a success, but may come to contradict a failure.
      if (request === "versions" && verdict.operationState.status === "fail")
        return verdict.reason !== "changed-under-lock" && wait.operation !== "verify";
      const confirmation = { elapsedMs: muchLaterMs, versions };
      return [{}, baseline.system ? { system: baseline.system } : {}].some(
        (system) => contradictionOf(wait, verdict, { ...confirmation, ...system }) !== undefined,
      );
    }
    default:
      return false;
  }
}
