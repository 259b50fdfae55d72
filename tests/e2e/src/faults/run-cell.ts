import { connect, fetchTransport, type Outcome, type Sbc } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import { createFetch, createHandler, Device, Refusal, VirtualClock } from "@asyncstatus/server";
import { credentials, origin } from "../world.ts";
import type { Fault } from "./fault.ts";
import type { Phase } from "./phase.ts";
import { TestedProcess } from "./tested-process.ts";

/** Where an error came from. */
export type From = "login" | "lock" | "submit" | "wait" | "unlock" | "close";

/** What the client said of our request, or threw, in the order in which it did. */
export type Said =
  | { readonly outcome: Outcome; readonly truth: Truth }
  | { readonly from: From; readonly error: unknown; readonly truth: Truth }
  | { readonly event: "killed, begun anew" | "killed, taken up again" | "lock-lost" };

/** What has truly become of our request. */
export type Truth = "not taken" | "in progress" | "took effect" | "failed" | "cut short";

/** What a run has come to. */
export interface Run {
  readonly said: readonly Said[];
  /** Whether what went wrong was met at all. */
  readonly befallen: boolean;
  /** What became of our request in the end. */
  readonly truth: Truth;
  /** Whether what we were to activate runs in the end, by whose hand ever. */
  readonly runs: boolean;
  /** For how long after the end a lock of ours binds others. */
  readonly lockLeftMs: number;
  /** Without the time that our computer slept, or nobody ran our process. */
  readonly tookMs: number;
  /** Whether the run came to an end. */
  readonly ended: boolean;
}

/** How a cell is run. */
export interface CellOptions {
  readonly lasts: boolean;
  /** Why the activate fails, if it does. */
  readonly fails?: string;
  readonly task?: "activate" | "commit";
}

const ends = { success: "took effect", fail: "failed", cutShort: "cut short" } as const;

const longestMs = 3 * 3_600_000;

/** Runs the requests of one activate, from the login to the release of the lock, with one thing going wrong. */
export async function runCell(phase: Phase, fault: Fault, options: CellOptions): Promise<Run> {
  const { lasts, fails } = options;
  const clock = new VirtualClock();
  const { user: name, password } = credentials;
  const truths = new Map<OperationName, Truth>();
  let submittedAt: number | undefined;
  const device = new Device({
    clock,
    users: [{ name, password, administrator: true }],
    hostName: "sbc-a",
    peerName: "sbc-b",
    seed: 1,
    durations: { activate: phase.activateMs },
    assumptions: { secondRequest: "replaces" },
    initialState: { uptime: 30 * 86_400_000, saved: { text: "new realm" } },
    requests: [
      { on: "activate", by: "others", takes: 1_000 },
      ...(fails === undefined ? [] : [{ on: "activate", by: "client", fails } as const]),
    ],
    onEvent: (happening) => {
      if (!("operation" in happening) || typeof happening.by !== "object") return;
      const { operation } = happening;
      truths.set(
        operation,
        happening.kind === "accepted" ? "in progress" : ends[happening.end.kind],
      );
    },
  });
  const truthOf = (operation: OperationName): Truth => {
    // The device tells what has happened when it is next asked.
    device.isUp();
    return truths.get(operation) ?? "not taken";
  };
  const handle = createHandler(device);
  const network = fetchTransport({
    fetch: createFetch((request) => clock.standStill(handle(request))),
  });
  let befallen = false;
  let gone = false;
  const answer: ConstructorParameters<typeof TestedProcess>[2] = async (request, process) => {
    const isSubmission = request.method !== "GET" && request.url.searchParams.has("action");
    const sinceSubmissionMs = submittedAt === undefined ? undefined : clock.now() - submittedAt;
    if (isSubmission) submittedAt ??= clock.now();
    const forward = () => network.request(request);
    const isNow = !befallen && phase.isIt({ request, sinceSubmissionMs });
    if (isNow) befallen = true;
    // A fault that lasts befalls every request from then on, and those of the same kind as the first.
    if (!isNow && !(befallen && lasts && !gone)) return forward();
    return fault.befall({ request, phase, clock: process.clock, device, process, forward });
  };

  const run = new Recorder(truthOf);
  const process = new TestedProcess(clock, 0, answer);
  const life = doTask(process, run, options).then(() => "done" as const);
  const how = await Promise.race([life, process.killed, tooLate(clock)]);
  if (how === "killed") {
    const again = run.handle === undefined ? "begun anew" : "taken up again";
    run.said.push({ event: `killed, ${again}` });
    gone = true;
    const { afterMs = 0, dateAheadMs = 0 } = fault.resume ?? {};
    await clock.sleep(afterMs);
    const next = new TestedProcess(clock, dateAheadMs, answer);
    const second =
      run.handle === undefined ? doTask(next, run, { lasts }, true) : resume(next, run);
    await Promise.race([second, tooLate(clock)]);
  }
  const tookMs = clock.now() - (fault.pausesMs ?? 0);
  const lockLeftMs = timeToFree(device, clock);
  clock.advance(30 * 60_000);
  const { runningVersion } = device.configurationVersions();
  const ended = tookMs < longestMs;
  return {
    said: run.said,
    befallen,
    truth: truthOf("activate"),
    runs: runningVersion === 2,
    lockLeftMs,
    tookMs,
    ended,
  };
}

class Recorder {
  readonly said: Said[] = [];
  readonly #truthOf: (operation: OperationName) => Truth;
  handle: string | undefined;

  constructor(truthOf: (operation: OperationName) => Truth) {
    this.#truthOf = truthOf;
  }

  outcome(outcome: Outcome): void {
    this.said.push({ outcome, truth: this.#truthOf(outcome.operation) });
  }

  /** @param about The request that an error is then about. */
  async attempt<Value>(
    from: From,
    act: () => Promise<Value>,
    about: OperationName = "activate",
  ): Promise<Value | undefined> {
    try {
      return await act();
    } catch (error) {
      this.said.push({ from, error, truth: this.#truthOf(about) });
      return undefined;
    }
  }
}

async function open(process: TestedProcess, run: Recorder): Promise<Sbc | undefined> {
  const { clock } = process;
  return run.attempt("login", () =>
    connect({ host: origin, credentials, transport: process, clock, random: () => 0.5 }),
  );
}

async function doTask(
  process: TestedProcess,
  run: Recorder,
  { task = "activate" }: CellOptions,
  patiently = false,
): Promise<void> {
  const sbc = await open(process, run);
  if (!sbc) return;
  const waitMs = patiently ? 20 * 60_000 : 0;
  if (task === "commit") {
    const commit = () =>
      sbc.commit({
        onEvent: (_, { type }) => type === "lock-lost" && run.said.push({ event: type }),
      });
    const result = await run.attempt("submit", commit, "verify");
    const { steps = [], error, lockError, unfollowed } = result ?? {};
    for (const step of steps) run.outcome(step);
    const next = (["verify", "save", "activate"] as const)[steps.length];
    const failing = (why: Error) => () => Promise.reject(why);
    if (error) await run.attempt(unfollowed ? "wait" : "submit", failing(error), next);
    if (lockError) await run.attempt("unlock", failing(lockError));
  } else {
    const lock = await run.attempt("lock", () => sbc.lock({ waitMs }));
    const operation =
      lock && (await run.attempt("submit", () => sbc.activate({ waitForIdleMs: waitMs })));
    if (operation) {
      run.handle = JSON.stringify(operation);
      await follow(run, operation);
    }
    if (lock) await run.attempt("unlock", () => lock.release());
  }
  await run.attempt("close", () => sbc.close());
}

async function resume(process: TestedProcess, run: Recorder): Promise<void> {
  const sbc = await open(process, run);
  if (!sbc) return;
  await follow(run, sbc.attach(JSON.parse(run.handle ?? "")));
  await run.attempt("close", () => sbc.close());
}

async function follow(run: Recorder, operation: ReturnType<Sbc["attach"]>): Promise<void> {
  await run.attempt("wait", async () => {
    for await (const event of operation.events()) {
      if (event.type === "lock-lost") run.said.push({ event: "lock-lost" });
      if (event.type === "ended") run.outcome(event.outcome);
    }
  });
}

async function tooLate(clock: VirtualClock): Promise<"too late"> {
  await clock.sleep(longestMs);
  return "too late";
}

/** How long it takes until somebody at the command line gets the lock. */
function timeToFree(device: Device, clock: VirtualClock): number {
  const since = clock.now();
  while (device.isUp() && !isFree(device) && clock.now() - since < 30 * 60_000)
    clock.advance(1_000);
  return clock.now() - since;
}

function isFree(device: Device): boolean {
  try {
    device.lock("ACLI");
    device.unlock("ACLI");
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "locked-by-another") return false;
    throw error;
  }
}
