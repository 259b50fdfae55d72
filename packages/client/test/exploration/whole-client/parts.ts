import { VirtualClock } from "@asyncstatus/model/clock";
import type { CommitOptions } from "../../../src/commit/commit-options.ts";
import type { CommitResult } from "../../../src/commit/commit-result.ts";
import { connect } from "../../../src/connect.ts";
import type { ConnectOptions } from "../../../src/connect-with.ts";
import { AsyncStatusError } from "../../../src/errors/asyncstatus-error.ts";
import type { Operation } from "../../../src/operation/operation.ts";
import type { FinalOutcome, Outcome } from "../../../src/operation/outcome.ts";
import type { SavedOperation } from "../../../src/operation/saved-operation.ts";
import type { SubmitOptions } from "../../../src/operation/submit.ts";
import type { Sbc } from "../../../src/sbc.ts";
import type { Choose } from "./choices.ts";
import { ExploredDevice, editedElement, type Sent } from "./explored-device.ts";

/** Describes how a mutant uses the client. */
export interface Usage {
  readonly options?: Partial<ConnectOptions>;
  /** If false, the second process does not know the operations of the first. */
  readonly knowsEarlier?: boolean;
}

/** A way to use the whole client: several sessions, or several requests of one. */
export interface Part {
  readonly name: string;
  readonly run: (context: Context) => Promise<void>;
  /** The operation that the part requests, and that other users submit. */
  readonly operation: "activate" | "save" | "verify";
}

/** The clients under test, and what they reported. */
class Context {
  readonly clock = new VirtualClock();
  readonly device: ExploredDevice;
  readonly operation: Part["operation"];
  readonly usage: Usage;
  readonly followed = new Map<Operation, Sent>();
  readonly wrong: string[] = [];

  constructor(operation: Part["operation"], choose: Choose, usage: Usage) {
    this.operation = operation;
    this.usage = usage;
    this.device = new ExploredDevice(this.clock, choose, operation);
  }

  async connect(options: Partial<ConnectOptions> = {}): Promise<Sbc> {
    return await connect({
      host: "192.0.2.1",
      credentials: { user: "admin", password: "secret-canary-in-the-mine" },
      transport: this.device.connect(),
      clock: this.clock,
      random: () => 0,
      ...this.usage.options,
      ...options,
    });
  }

  /** Submits the operation of the part. */
  async submit(sbc: Sbc, options: SubmitOptions = {}): Promise<Operation> {
    const index = this.device.sent.length;
    const operation = await sbc[this.operation](options);
    this.follow(operation, index);
    return operation;
  }

  /** Compares the outcome of an operation with the true result of a submission from then on. */
  follow(operation: Operation, index: number): void {
    const sent = this.device.sent.slice(index).find((one) => one.operation === operation.operation);
    if (!sent) throw new Error("the client did not submit the operation");
    this.followed.set(operation, sent);
  }

  /** Waits for the outcome of an operation. */
  async wait(operation: Operation, timeoutMs = 120_000): Promise<Outcome> {
    const outcome = await operation.wait({ timeoutMs });
    this.judge(operation, outcome);
    return outcome;
  }

  judge(operation: Operation, outcome: Outcome): void {
    const sent = this.followed.get(operation);
    if (!sent) throw new Error("the operation is not followed");
    const number = this.device.sent.indexOf(sent) + 1;
    const text = describe(outcome);
    this.device.log.push(`${this.clock.now()} ms: submission ${number} is reported as ${text}`);
    if (!isTrue(outcome, sent, this.clock.now(), this.device.versions.runningVersion)) {
      this.wrong.push(
        `submission ${number} is reported as ${text}; actually ${describeTruth(sent)}`,
      );
    }
  }
}

function describe(outcome: Outcome): string {
  if ("confidence" in outcome) return `${outcome.outcome}, ${outcome.confidence}`;
  return "versionEvidence" in outcome
    ? `${outcome.outcome}; version evidence: ${outcome.versionEvidence}`
    : outcome.outcome;
}

function describeTruth({ accepted }: Sent): string {
  if (!accepted) return "not accepted";
  return `${accepted.succeeds ? "succeeded" : "failed"} at ${accepted.endsAt} ms`;
}

/** Returns false if a claim of an outcome is wrong. A probable outcome claims nothing. */
function isTrue(
  outcome: Outcome,
  { accepted, isOnItsWay }: Sent,
  now: number,
  runningVersion: number,
): boolean {
  const hasEnded = accepted !== undefined && accepted.endsAt <= now;
  const isRunning =
    outcome.operation === "activate" &&
    outcome.evidence.baseline.versions?.currentVersion === runningVersion;
  switch (outcome.outcome) {
    case "succeeded":
      if (outcome.confidence === "probable" || (hasEnded && accepted.succeeds)) return true;
      return outcome.confidence === "documented" && isRunning;
    case "failed":
      return outcome.confidence === "probable" || (hasEnded && !accepted.succeeds);
    case "superseded":
    case "lost":
    case "submission-unknown":
      return isEvidenceTrue(outcome);
    case "timed-out":
    case "aborted":
      return true;
  }

  function isEvidenceTrue({
    versionEvidence,
  }: Extract<FinalOutcome, { versionEvidence: unknown }>) {
    if (versionEvidence === "denies") return !isOnItsWay && !accepted?.succeeds;
    return versionEvidence !== "confirms" || isRunning || (hasEnded && accepted.succeeds);
  }
}

/** Runs a part once, and returns its story if something that the client reported is wrong. */
export async function runPart(
  { operation, run }: Part,
  choose: Choose,
  usage: Usage = {},
): Promise<readonly string[] | undefined> {
  const context = new Context(operation, choose, usage);
  try {
    await run(context);
  } catch (error) {
    // A refusal, such as a BusyError, is no outcome.
    if (!(error instanceof AsyncStatusError)) throw error;
    context.device.log.push(`${context.clock.now()} ms: ${error.name}: ${error.message}`);
  }
  const { device, wrong } = context;
  return wrong.length > 0 ? [...device.log, ...wrong] : undefined;
}

const patience = { waitForIdleMs: 20_000 };

async function underLock(sbc: Sbc, use: () => Promise<void>): Promise<void> {
  const lock = await sbc.lock({ waitMs: 60_000, retryMs: 500 });
  try {
    await use();
  } finally {
    await lock.release().catch(() => undefined);
  }
}

/** The second request follows a wait that ended early. */
async function twiceUnderOneLock(context: Context): Promise<void> {
  const sbc = await context.connect();
  const lock = await sbc.lock();
  const first = await context.submit(sbc);
  await context.wait(first, 400);
  const second = await context.submit(sbc, patience);
  await context.wait(second);
  await context.wait(first, 30_000);
  await lock.release();
}

/** The second request has a lock of its own. */
async function twiceUnderTwoLocks(context: Context): Promise<void> {
  const sbc = await context.connect();
  for (let round = 0; round < 2; round += 1) {
    await underLock(sbc, async () => {
      await context.wait(await context.submit(sbc, patience), 15_000);
    });
  }
}

/** The first process is interrupted, and the second repeats its request. */
async function twoProcesses(context: Context): Promise<void> {
  const before = await context.connect();
  const lock = await before.lock();
  const first = await context.submit(before);
  await context.wait(first, 400);
  const saved: SavedOperation = JSON.parse(JSON.stringify(first));
  await lock.release().catch(() => undefined);
  await before.close();
  const earlier = context.usage.knowsEarlier === false ? [] : [saved];
  const sbc = await context.connect({ earlier });
  await underLock(sbc, async () => {
    await context.wait(await context.submit(sbc, patience));
  });
}

async function twoClients(context: Context): Promise<void> {
  const use = async (startMs: number) => {
    const sbc = await context.connect();
    await context.clock.sleep(startMs);
    await underLock(sbc, async () => {
      await context.wait(await context.submit(sbc, patience), 400);
    });
  };
  await Promise.allSettled([use(1), use(2)]);
}

async function commit(context: Context): Promise<void> {
  const result = await judgeSteps(context, (sbc, options) => sbc.commit(options));
  if (result.outcome === "succeeded" && context.device.versions.runningVersion !== 7)
    context.wrong.push("the commit is reported as succeeded, but the configuration is not running");
}

/** The elements show the effect of an activate whose end the status does not show. */
async function apply(context: Context): Promise<void> {
  const change = { elements: [editedElement] };
  const result = await judgeSteps(context, (sbc, options) => sbc.applyChange(change, options));
  const isReported = result.outcome === "succeeded" || result.outcome === "unchanged";
  if (isReported && !context.device.runsEditedElement)
    context.wrong.push(`the change is reported as ${result.outcome}, but it is not running`);
}

async function judgeSteps(
  context: Context,
  start: (sbc: Sbc, options: CommitOptions) => Promise<CommitResult>,
): Promise<CommitResult> {
  const sbc = await context.connect();
  const { device } = context;
  const operations: Operation[] = [];
  const result = await start(sbc, {
    waitForLockMs: 60_000,
    timeoutMs: 120_000,
    onOperation: (operation) => {
      context.follow(operation, device.sent.length - 1);
      operations.push(operation);
    },
  });
  for (const [index, outcome] of result.steps.entries()) {
    const operation = operations[index];
    if (operation) context.judge(operation, outcome);
  }
  for (const [index, { operation, sentAt }] of device.sent.entries()) {
    const before = device.sent[index - 1]?.accepted;
    if (index > 0 && !(before?.succeeds && before.endsAt <= sentAt))
      context.wrong.push(
        `the commit submits ${operation} although the step before did not succeed`,
      );
  }
  return result;
}

/** All parts. Each is explored with an operation that leaves no trace in the versions, and with an activate. */
export const parts: readonly Part[] = [
  ...(["verify", "activate"] as const).flatMap((operation): Part[] => [
    { name: "two requests under one lock", run: twiceUnderOneLock, operation },
    { name: "two requests under two locks", run: twiceUnderTwoLocks, operation },
    { name: "two processes", run: twoProcesses, operation },
    { name: "two clients", run: twoClients, operation },
  ]),
  { name: "a commit", run: commit, operation: "verify" },
  { name: "a change", run: apply, operation: "activate" },
];
