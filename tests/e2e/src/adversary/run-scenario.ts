import type { OperationName } from "@asyncstatus/model";
import { EventClock } from "./event-clock.ts";
import { drawTraits, type Profile, type Task } from "./profile.ts";
import { Random } from "./random.ts";
import { ScenarioRecord } from "./scenario-record.ts";
import { SimulatedNetwork } from "./simulated-network.ts";
import { SimulatedSbc } from "./simulated-sbc.ts";
import { runTask } from "./tasks.ts";
import { type FalseVerdict, findFalseVerdicts, findUseless } from "./verdicts.ts";

/** The result of a scenario. */
export interface ScenarioResult {
  readonly seed: number;
  /** The outcomes and errors of the client, for counting. */
  readonly outcomes: readonly string[];
  readonly falseVerdicts: readonly FalseVerdict[];
  /** The outcomes that are no answer although nothing unusual happened. */
  readonly useless: readonly string[];
}

/** The tasks in which one request does not disturb another one. */
const undisturbedTasks: readonly Task[] = [
  "one operation",
  "commit",
  "commit under a lock",
  "resume",
  "killed",
  "commit, resume",
];
// A renewal or a resumed wait takes a day at most.
const longestMs = 3 * 86_400_000;
/** Requests that are delivered late arrive within this time. */
const lateMs = 120_000;
const longestRequestMs = 3_600_000;

/** One scenario. Call {@link step} until it returns false. */
export class ScenarioRun {
  readonly #profile: Profile;
  readonly #seed: number;
  readonly #clock = new EventClock();
  readonly #startMs = this.#clock.now();
  readonly #device: SimulatedSbc;
  readonly #network: SimulatedNetwork;
  readonly #record = new ScenarioRecord();
  readonly #log: (text: string) => void;
  #isDone = false;
  #isDisturbed = false;
  #failure: unknown;

  constructor(profile: Profile, seed: number, print?: (line: string) => void) {
    this.#profile = profile;
    this.#seed = seed;
    const clock = this.#clock;
    const random = (stream: string) => new Random(profile.name, seed, stream);
    const log = (text: string) =>
      print?.(`${((clock.now() - this.#startMs) / 1000).toFixed(3).padStart(10)} s  ${text}`);
    this.#log = print ? log : () => {};
    const plan = random("plan");
    const traits = drawTraits(profile, plan);
    const device = new SimulatedSbc(clock, traits, profile, random("device"), this.#log);
    this.#device = device;
    this.#network = new SimulatedNetwork(
      clock,
      device,
      profile.network,
      random("network"),
      this.#log,
    );
    this.#log(JSON.stringify(traits));
    const task = plan.weighted(profile.client.tasks);
    if (!undisturbedTasks.includes(task)) this.#isDisturbed = true;
    const client = new Random(profile.name, seed, "client");
    const startsMs = this.#scheduleOthers(plan, traits.lockBinds);
    const { probability, afterMs, lastsMs } = profile.client.suspension;
    const suspension = plan.chance(probability)
      ? { atMs: clock.now() + startsMs + plan.magnitude(afterMs), lastsMs: plan.magnitude(lastsMs) }
      : undefined;
    if (suspension) this.#isDisturbed = true;
    this.#scheduleIncident(plan);
    clock
      .sleep(startsMs)
      .then(() => {
        this.#log(`task: ${task}`);
        return runTask(task, {
          clock,
          device,
          network: this.#network,
          profile: profile.client,
          random: client,
          record: this.#record,
          log: this.#log,
          suspension,
        });
      })
      .catch((error: unknown) => {
        this.#failure = error;
      })
      .finally(() => {
        this.#isDone = true;
      });
  }

  /** Advances the time to the next event of the client. Returns false at the end. */
  step(): boolean {
    if (this.#isDone || this.#clock.now() > this.#startMs + longestMs) return false;
    return this.#clock.step();
  }

  /** Lets every request end, and compares the reports of the client with the actual results. */
  finish(): ScenarioResult {
    if (this.#failure !== undefined) throw this.#failure;
    const { outcomes, thrown } = this.#record;
    this.#log("the clients have ended");
    this.#network.isCalm = true;
    this.#clock.drain(lateMs);
    const holder = this.#device.lockSession;
    const lockLeftBy =
      holder !== undefined && !this.#network.killed.has(holder) ? holder : undefined;
    this.#clock.drain(longestRequestMs);
    const truth = {
      record: this.#record,
      requests: this.#device.requests,
      sent: this.#network.sent,
      lockLeftBy,
      hasEnded: this.#isDone,
    };
    const isUndisturbed = !this.#isDisturbed && !this.#network.hadFaults;
    const falseVerdicts = findFalseVerdicts(truth);
    for (const { kind, text } of falseVerdicts) this.#log(`FALSE ${kind}: ${text}`);
    return {
      seed: this.#seed,
      outcomes: [
        ...outcomes.map(({ outcome }) =>
          "confidence" in outcome ? `${outcome.outcome} ${outcome.confidence}` : outcome.outcome,
        ),
        ...thrown.map(({ from }) => `${from} threw`),
        ...(lockLeftBy !== undefined ? ["lock left"] : []),
      ],
      falseVerdicts,
      useless: isUndisturbed ? findUseless(truth) : [],
    };
  }

  /** Schedules the requests of other users. Returns the time at which the client starts. */
  #scheduleOthers(random: Random, lockBinds: boolean): number {
    const { others, client } = this.#profile;
    const name = (): OperationName =>
      random.chance(others.sameName)
        ? random.pick(client.operations)
        : random.pick(["verify", "save", "activate", "backup", "restore"]);
    let startsMs = 0;
    const before = random.between(others.before);
    for (let index = 0; index < before; index += 1) {
      this.#scheduleOther(startsMs, name(), random.between(others.holdMs), lockBinds);
      startsMs +=
        index === before - 1 ? random.magnitude(others.agoMs) : random.magnitude([100, 90_000]);
    }
    const during = random.between(others.during);
    for (let index = 0; index < during; index += 1) {
      const atMs = startsMs + random.magnitude(others.startMs);
      this.#scheduleOther(atMs, name(), random.between(others.holdMs), lockBinds);
      this.#isDisturbed = true;
    }
    if (before > 0 && others.agoMs[0] < 100) this.#isDisturbed = true;
    return startsMs;
  }

  #scheduleOther(atMs: number, operation: OperationName, holdMs: number, lockBinds: boolean): void {
    const clock = this.#clock;
    const device = this.#device;
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      if (!lockBinds) {
        device.submitForOther(operation);
      } else if (device.lockForOther()) {
        device.submitForOther(operation);
        clock.schedule(holdMs, () => device.unlockForOther());
      } else if (attempts < 300) {
        clock.schedule(attempts < 60 ? 500 : 10_000, attempt);
      }
    };
    clock.schedule(atMs, attempt);
  }

  #scheduleIncident(random: Random): void {
    const { kinds, afterMs, lastsMs } = this.#profile.incidents;
    const incidents = Object.entries(kinds) as [keyof typeof kinds, number][];
    const chance = incidents.reduce((sum, [, weight]) => sum + weight, 0);
    if (!random.chance(chance)) return;
    const kind = random.weighted(kinds);
    const startsMs = random.magnitude(afterMs);
    const lasts = random.magnitude(lastsMs);
    const again = random.between([1_000, 60_000]);
    const clock = this.#clock;
    const device = this.#device;
    const network = this.#network;
    let isScheduled = false;
    device.onAccepted = ({ call }) => {
      if (call === undefined || isScheduled) return;
      isScheduled = true;
      clock.schedule(startsMs, () => {
        // The client can do without `system/status`.
        if (kind !== "system-errors") this.#isDisturbed = true;
        switch (kind) {
          case "restart":
            return device.restart(lasts);
          case "switchback":
            clock.schedule(lasts + again, () => device.switchOver(lasts));
            return device.switchOver(lasts);
          case "switchover":
            return device.switchOver(lasts);
          case "silence":
            network.silentUntilMs = clock.now() + lasts;
            return this.#log(`does not respond for ${lasts} ms`);
          case "system-errors":
            network.systemErrorsUntilMs = clock.now() + lasts * 10;
            return this.#log(`system/status responds with 500 for ${lasts * 10} ms`);
        }
      });
    };
  }
}

/** Runs scenarios side by side: after each step, the clients of all of them continue. */
export async function runScenarios(
  profile: Profile,
  seeds: Iterable<number>,
  onResult: (result: ScenarioResult) => void,
  print?: (line: string) => void,
): Promise<void> {
  const queue = seeds[Symbol.iterator]();
  const running = new Set<ScenarioRun>();
  const start = () => {
    const { value, done } = queue.next();
    if (!done) running.add(new ScenarioRun(profile, value, print));
  };
  for (let count = 0; count < concurrency; count += 1) start();
  while (running.size > 0) {
    // The promises of the clients continue before the next task of the event loop.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (const run of running) {
      if (run.step()) continue;
      running.delete(run);
      onResult(run.finish());
      start();
    }
  }
}

const concurrency = 64;
