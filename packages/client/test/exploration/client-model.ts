import { contradictionOf } from "../../src/operation/conclude.ts";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import { defaultSchedule } from "../../src/operation/poll-interval.ts";
import {
  delayMs,
  outcomeAtDeadline,
  outcomeUnderLock,
  type PollResult,
  type PollState,
  startPolling,
} from "../../src/operation/poll-step.ts";
import { readSavedOperation } from "../../src/operation/saved-operation.ts";
import {
  type Baseline,
  initialState,
  type LockHistory,
  type WaitState,
} from "../../src/operation/wait-state.ts";
import type { Behavior } from "./behavior.ts";
import {
  type Act,
  type Client,
  type CountedBy,
  clientKey,
  type Reading,
  type Status,
  type Tenure,
} from "./client.ts";
import { type Interned, Interning } from "./interning.ts";
import { elapsedMsAt, read, readStatus, registrationMs, systemsIn } from "./read.ts";
import { accept, isAccepting } from "./requests.ts";
import type { Rules } from "./rules.ts";
import { type TenureEvent, tenureAfter } from "./tenure.ts";
import { hasLock, type World } from "./world.ts";

/** An action of our client, and the state after it. */
export interface ActStep {
  readonly act: Act;
  readonly client: Interned<Client>;
  readonly world: World;
}

/** The time of a request, and what precedes it. */
interface Time {
  readonly elapsedMs: number;
  readonly after?: "a failed request" | "ten seconds";
}

/** The client after a result. */
interface Received {
  readonly client: Interned<Client>;
  /** The client after the release of the lock, if that proves more. */
  readonly released?: Interned<Client>;
  /** True if time passes before the next request. */
  readonly pauses: boolean;
}

type At<Place extends Client["at"]> = Extract<Client, { at: Place }>;
type Submission = Pick<At<"submitting">, "known" | "tenure">;
type Polling = Pick<At<"polling">, "poll" | "tenure" | "countedBy">;

/** The longest time that the poll loop waits for anything. */
const longMs = 10_000;

/** Returns the time since the submission, as our client counts it. */
function elapsedMsOf(countedBy: CountedBy, { time }: World): number {
  switch (countedBy) {
    case "us":
    case "right clock":
      return elapsedMsAt[time];
    case "clock ahead":
      return 3_600_000;
    case "clock behind":
      return 0;
  }
}

const statusUrl = "https://192.0.2.1/rest/v1.2/admin/asyncstatus";

/**
 * Drives the poll loop of the client, `poll-step.ts`, with the responses of a world. It does what `submit` and
 * `StatusPoller` do: reads the baseline, sends the requests and checks the lock.
 */
export class ClientModel {
  readonly #rules: Rules;
  readonly #behavior: Behavior;
  readonly #clients = new Interning<Client>(clientKey);
  readonly #baselines = new Interning<Baseline>(JSON.stringify);
  readonly #statuses = new Interning<Status>(JSON.stringify);
  readonly #polls = new Interning<PollState>(JSON.stringify);
  readonly #waits = new Interning<WaitState>(JSON.stringify);
  readonly #tenures = new Interning<readonly TenureEvent[]>(JSON.stringify);
  readonly #outcomes = new Interning<FinalOutcome>(JSON.stringify);
  /** Results of the poll loop, which is pure. */
  readonly #received = new Map<string, Received>();
  readonly start: Interned<Client>;

  constructor(rules: Rules, behavior: Behavior) {
    this.#rules = rules;
    this.#behavior = behavior;
    const known = this.#baselines.of({});
    this.start = this.#clients.of({ at: "baseline", known, read: 0, tenure: this.#tenures.of([]) });
  }

  /** Returns all actions of our client that are possible next. */
  steps({ value: client }: Interned<Client>, world: World): ActStep[] {
    switch (client.at) {
      case "baseline":
        return this.#readBaseline(client, world);
      case "submitting": {
        const exercised = { ...client, tenure: this.#after(client.tenure, "exercised") };
        return [
          this.#submitted(exercised, "accepted", { kind: "is accepted" }, world),
          this.#submitted(client, "unknown", { kind: "the response is lost" }, world),
        ];
      }
      case "polling":
        return [
          ...this.#request(client, world),
          ...(client.poll.value.wait.lock === "lost" ? [] : this.#renew(client, world)),
          ...this.#resume(client, world),
          this.#endAtDeadline(client, world),
        ];
      case "receiving":
        return [
          ...this.#readStatus(client, client.status, elapsedMsOf(client.countedBy, world), world),
          this.#endAtDeadline(client, world),
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

  #endAtDeadline({ poll, countedBy }: Polling, world: World): ActStep {
    const outcome = outcomeAtDeadline(poll.value, elapsedMsOf(countedBy, world));
    const client: Client = outcome ? this.#ended(poll.value.wait, outcome) : { at: "timed out" };
    return this.#step({ kind: "reaches the deadline" }, client, world);
  }

  #readBaseline(client: At<"baseline">, world: World): ActStep[] {
    const what = this.#behavior.baseline[client.read];
    if (!what) return this.#submit(client, world);
    const isBusy = what === "operationState" && world.slots[world.active]?.status === "inProgress";
    const refused = this.#step({ kind: "cannot start" }, { at: "refused" }, world);
    if (world.token === "ended") return [refused, ...this.#acquireAgain(client, world)];
    if (isBusy) return [refused];
    const { known, read: index, tenure } = client;
    const noted = what === "system" ? { ...world, restarted: { a: false, b: false } } : world;
    const steps = read(what, world, this.#rules).map((part) => {
      const baseline = this.#baselines.of({ ...known.value, ...part });
      const now: Client = { at: "baseline", known: baseline, read: index + 1, tenure };
      return this.#step({ kind: "reads", what }, now, noted);
    });
    return [...steps, ...this.#renew(client, world)];
  }

  /** Another part of our process has lost the lock and acquires it again. */
  #acquireAgain(client: At<"baseline">, world: World): ActStep[] {
    if (!this.#rules.renewals || world.life !== "running" || world.lock !== "free") return [];
    const tenure =
      this.#behavior.readsLock === "before the baseline"
        ? this.#after(client.tenure, "ended")
        : this.#tenures.of([]);
    const again: World = { ...world, token: "first", holder: "first", lock: "ours" };
    return [this.#step({ kind: "acquires the lock again" }, { ...client, tenure }, again)];
  }

  #after(tenure: Tenure, event: TenureEvent): Tenure {
    const { value } = tenure;
    // Events after the loss of the lock, and its use before a renewal, change nothing.
    if (value.includes("ended")) return tenure;
    if (event === "exercised" && !value.includes("renewed")) return tenure;
    return this.#tenures.of([...value, event]);
  }

  /** Renews the token. The response does not show if the new token has the lock. */
  #renew(client: At<"baseline" | "polling">, world: World): ActStep[] {
    const { renewals, broken } = this.#rules;
    const { token, holder, life, lock } = world;
    if (!renewals || token !== "first" || life !== "running") return [];
    const steps: ActStep[] = [];
    const mayCarry = holder === "first" && lock === "ours";
    const renewed = { ...client, tenure: this.#after(client.tenure, "renewed") };
    if (mayCarry) {
      const carried: World = { ...world, token: "renewed", holder: "renewed" };
      steps.push(this.#step({ kind: "renews", lock: "carried" }, renewed, carried));
    }
    if (!mayCarry || broken.has("a renewal keeps the lock")) {
      const left: World = { ...world, token: "renewed" };
      steps.push(this.#step({ kind: "renews", lock: "left" }, renewed, left));
    }
    if (client.tenure.value.includes("renewal unanswered")) return steps;
    const kind = "renews without a response";
    const unanswered = this.#behavior.notesLostRenewal
      ? { ...client, tenure: this.#after(client.tenure, "renewal unanswered") }
      : client;
    if (mayCarry)
      steps.push(this.#step({ kind, lock: "carried" }, unanswered, { ...world, holder: "lost" }));
    return [...steps, this.#step({ kind, lock: "left" }, unanswered, world)];
  }

  #submit({ known, tenure }: Submission, world: World): ActStep[] {
    const { operation } = this.#rules;
    const lost: Act = { kind: "submits", operation, arrives: false };
    const steps = [this.#submitted({ known, tenure }, "unknown", lost, world)];
    if (this.#rules.arrivesLate) {
      const late: Act = { kind: "submits", operation, arrives: "later" };
      const onItsWay = { ...world, isOnItsWay: true };
      steps.push(this.#submitted({ known, tenure }, "unknown", late, onItsWay));
    }
    if (hasLock(world) && isAccepting(world, this.#rules)) {
      const accepted: Act = { kind: "submits", operation, arrives: true };
      const busy = { ...world, ...accept(world, operation, "us") };
      steps.push(this.#step(accepted, { at: "submitting", known, tenure }, busy));
    }
    return steps;
  }

  #submitted(
    { known, tenure }: Submission,
    submission: WaitState["submission"],
    act: Act,
    before: World,
  ): ActStep {
    const world: World = { ...before, time: "early" };
    const { operation } = this.#rules;
    const { fenceMs } = this.#behavior;
    const baseline = known.value;
    const lock = this.#lock(tenure, world);
    const wait = initialState({ operation, submission, baseline, registrationMs, fenceMs, lock });
    const elapsedMs = elapsedMsAt.early;
    const client = this.#polling(startPolling(wait, true), elapsedMs, { tenure, countedBy: "us" });
    return this.#step(act, client, world);
  }

  #lock({ value }: Tenure, { life }: World): LockHistory {
    return this.#behavior.lockUntilNow(tenureAfter(value, life), life);
  }

  /** Sends the next request at once: events before it can also happen while it is in flight. */
  #polling(
    poll: PollState,
    elapsedMs: number,
    { tenure, countedBy }: Pick<Polling, "tenure" | "countedBy">,
  ): At<"polling"> {
    const isStatus = poll.request === "status" && !poll.wait.verdict;
    const since = countedBy === "us" || countedBy === "right clock" ? elapsedMsAt.late : elapsedMs;
    return {
      at: "polling",
      poll: this.#polls.of(reduce(poll, since)),
      // A lost lock stays lost.
      tenure: poll.wait.lock === "lost" ? this.#tenures.of(["ended"]) : tenure,
      countedBy,
      ...(isStatus && { elapsedMs }),
    };
  }

  /** Returns the world after the time in which the versions must show a change. */
  #withCurrentVersions(world: World): World {
    const isInTime = !this.#rules.broken.has("the versions show a change in time");
    return isInTime && world.reported ? { ...world, reported: undefined } : world;
  }

  /** Resumes the saved operation in another process, once. */
  #resume({ poll, countedBy: before }: At<"polling">, world: World): ActStep[] {
    if (!this.#rules.resumes || before !== "us") return [];
    const submittedAt = "2026-01-01T00:00:00.000Z";
    const saved = { format: 1, statusUrl, submittedAt, state: poll.value.wait };
    const state = this.#behavior.resumedState(readSavedOperation(saved, statusUrl));
    const resume = (
      wait: WaitState,
      countedBy: CountedBy,
      settles: boolean,
      after: World,
    ): ActStep => {
      const elapsedMs = elapsedMsOf(countedBy, world);
      const tenure = this.#tenures.of(["ended"]);
      const client = this.#polling(startPolling(wait, false), elapsedMs, { tenure, countedBy });
      return this.#step({ kind: "resumes", countedBy, settles }, client, after);
    };
    const loggedIn: World = { ...world, token: "new" };
    const clocks = ["right clock", "clock ahead", "clock behind"] as const;
    const steps = clocks.map((clock) => resume(state, clock, false, loggedIn));
    // It settles the operation if the device is idle, under a lock that it has held long enough.
    const mayRun = this.#rules.broken.has("nothing runs if the status shows nothing in progress");
    const isIdle =
      world.slots[world.active]?.status !== "inProgress" &&
      world.jobs.every(({ at, place }) => at !== world.active || (mayRun && place === "replaced"));
    if (!isIdle || world.lock !== "free") return steps;
    const locked: World = { ...this.#withCurrentVersions(loggedIn), lock: "settling" };
    return [...steps, resume({ ...state, clock: "settling" }, "right clock", true, locked)];
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
    // The session counts the life of its token.
    const isCountedOut = world.token === "first" && world.life !== "running";
    if (world.token === "ended" || isCountedOut) return [this.#detectLostLock(client, world)];
    switch (client.poll.value.request) {
      case "status":
        return this.#requestStatus(client, world);
      case "system":
        return this.#times(client, world).flatMap((time) => [
          ...this.#readSystem(client, time, world),
          this.#fail(client, "system", time, world),
        ]);
      case "versions":
        return this.#times(client, world).flatMap((time) => [
          ...this.#readVersions(client, time, world),
          this.#fail(client, "versions", time, world),
        ]);
    }
  }

  #requestStatus(client: At<"polling">, world: World): ActStep[] {
    const { poll, tenure, countedBy, elapsedMs = 0 } = client;
    const status = this.#statuses.of(readStatus(world));
    const now = elapsedMsOf(countedBy, world);
    const responded: Client = { at: "receiving", poll, tenure, countedBy, status };
    const steps =
      this.#behavior.statusIsOf === "request"
        ? this.#readStatus(client, status, elapsedMs, world)
        : [this.#step({ kind: "responds", what: "operationState" }, responded, world)];
    if (elapsedMs < now) {
      const later: Client = { ...client, elapsedMs: now };
      steps.push(this.#step({ kind: "sends the request later" }, later, world));
    }
    // A lost response has no time: the system is identified next, in the same step.
    const failed = this.#receive(client, "", { request: "failed", elapsedMs }, world);
    const identifying = failed.client.value;
    if (identifying.at !== "polling" || identifying.poll.value.request !== "system")
      return [...steps, this.#failed("operationState", failed, world)];
    const time = { elapsedMs: now, after: "a failed request" } as const;
    steps.push(...this.#readSystem(identifying, time, world));
    steps.push(this.#fail(identifying, "system", time, world));
    return steps;
  }

  /** Returns the possible times of a request that is not for the status. */
  #times({ poll, countedBy }: At<"polling">, world: World): Time[] {
    const { wait, confirmingSinceMs } = poll.value;
    const since = confirmingSinceMs ?? wait.contradictedAtMs ?? wait.verifiedAtMs;
    const elapsedMs = elapsedMsOf(countedBy, world);
    const now: Time = { elapsedMs };
    return since === undefined || world.time !== "late"
      ? [now]
      : [now, { elapsedMs: elapsedMs + longMs, after: "ten seconds" }];
  }

  #readSystem(client: Polling, { elapsedMs, ...after }: Time, world: World): ActStep[] {
    const laterMs = after.after === "ten seconds" ? longMs : 0;
    return systemsIn(world, laterMs, this.#rules).flatMap((system) => {
      const result = { request: "system", elapsedMs, system } as const;
      const received = this.#receive(client, JSON.stringify(system), result, world);
      return this.#next({ kind: "reads", what: "system", ...after }, received, world);
    });
  }

  #readVersions(client: Polling, { elapsedMs, ...after }: Time, before: World): ActStep[] {
    const world = after.after === "ten seconds" ? this.#withCurrentVersions(before) : before;
    const { versions, reported = versions } = world;
    const key = `${reported.currentVersion} ${reported.runningVersion}`;
    const result = { request: "versions", elapsedMs } as const;
    const received = this.#receive(client, key, { ...result, versions: reported }, world);
    const refused = this.#receive(client, "", result, world);
    return [
      ...this.#next({ kind: "reads", what: "versions", ...after }, received, world),
      ...this.#next({ kind: "is refused the versions", ...after }, refused, world),
    ];
  }

  #readStatus(
    client: Polling,
    status: Interned<Status>,
    elapsedMs: number,
    world: World,
  ): ActStep[] {
    const result = { request: "status", elapsedMs, ...status.value } as const;
    const received = this.#receive(client, `${status.id}`, result, world);
    const { pauses } = received;
    return this.#next({ kind: "reads", what: "operationState", pauses }, received, world);
  }

  /** Returns the step after a result, and that with the release of the lock, which may prove that it was held. */
  #next(act: Act, { client, released }: Received, world: World): ActStep[] {
    const step = { act, client, world };
    if (!released || !hasLock(world)) return [step];
    return [step, { act: { kind: "releases the lock" }, client: released, world }];
  }

  #fail(client: Polling, to: Reading, { elapsedMs, after }: Time, world: World): ActStep {
    const received = this.#receive(client, "", { request: "failed", elapsedMs }, world);
    return this.#failed(to, received, world, after === "ten seconds");
  }

  #failed(to: Reading, { client, pauses }: Received, world: World, long = false): ActStep {
    const act: Act = { kind: "gets no response", to, pauses, ...(long && { long }) };
    return { act, client, world };
  }

  /** @param key A text that identifies the result among those of the request. */
  #receive(before: Polling, key: string, result: PollResult, world: World): Received {
    const { poll, tenure, countedBy } = before;
    const { elapsedMs, request } = result;
    const now = elapsedMsOf(countedBy, world);
    const whole = `${poll.id} ${tenure.id}${countedBy} ${world.life} ${request} ${elapsedMs} ${now} ${key}`;
    const known = this.#received.get(whole);
    if (known) return known;
    const step = this.#behavior.receive(poll.value, result, this.#lock(tenure, world));
    const { poll: next, outcome } = step;
    const client = this.#clients.of(
      outcome ? this.#ended(next.wait, outcome) : this.#polling(next, now, before),
    );
    const times = { elapsedMs: now, waitedMs: now, retryAfterMs: 0 };
    const released =
      outcome && this.#lock(this.#after(tenure, "exercised"), world) === "held"
        ? this.#clients.of(this.#ended(next.wait, outcomeUnderLock(next.wait, outcome)))
        : client;
    const received = {
      client,
      pauses: delayMs(next, defaultSchedule, times, 0) > 0,
      ...(released !== client && { released }),
    };
    this.#received.set(whole, received);
    return received;
  }

  /** The session detects that its token has expired, and logs in again. */
  #detectLostLock(client: Polling, before: World): ActStep {
    const { poll, tenure, countedBy } = client;
    const elapsedMs = elapsedMsOf(countedBy, before);
    const world: World = { ...before, token: "new" };
    const lock = this.#lock(this.#after(tenure, "ended"), { ...world, life: "over" });
    const wait = this.#behavior.applyLock(poll.value.wait, lock, elapsedMs);
    const next = this.#polling({ ...poll.value, wait, pauses: true }, elapsedMs, client);
    return this.#step({ kind: "detects the loss of the lock" }, next, world);
  }
}

/** Removes the parts that no decision depends on, so that the number of states is finite. */
function reduce(
  { wait, request, confirmingSinceMs, versions }: PollState,
  since: number,
): PollState {
  const { contradictedAtMs, verifiedAtMs, verdict, ...rest } = wait;
  // The time that has passed is not counted: it can always become ten seconds.
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

/** Returns true if our client may still read the status. After a verdict, it does if the versions contradict it. */
export function mayReadStatus(client: Client, world: World): boolean {
  switch (client.at) {
    case "baseline":
    case "submitting":
    case "receiving":
      return true;
    case "polling": {
      const { wait, request, versions } = client.poll.value;
      const { verdict, baseline } = wait;
      if (!verdict) return true;
      if (verdict.kind !== "ended") return false;
      // New versions cannot contradict a success, but can contradict a failure.
      if (request === "versions" && verdict.operationState.status === "fail")
        return verdict.reason !== "changed-under-lock" && wait.operation !== "verify";
      const elapsedMs = elapsedMsAt.late;
      const systems = [{}, baseline.system ? { system: baseline.system } : {}];
      const possible = versions ? [versions] : [world.versions, world.reported ?? world.versions];
      return possible.some((versions) =>
        systems.some((system) =>
          contradictionOf(wait, verdict, { elapsedMs, versions, ...system }),
        ),
      );
    }
    default:
      return false;
  }
}
