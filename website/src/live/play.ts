import { connect, fetchTransport, type Outcome, type WaitEvent } from "@asyncstatus/client";
import { type Claim, naivePollers, startScript } from "@asyncstatus/e2e/naive-pollers";
import { shippedScenarios } from "@asyncstatus/server/in-memory";
import { type ActualResult, checkClaim, checkOutcome, findActualResult } from "./actual-result.ts";
import type { Exchange } from "./exchange.ts";
import { operationOf, type Scene, type SceneName, scenes } from "./scenes.ts";
import { type Entry, timelineOf } from "./timeline.ts";
import { createWorld, type World } from "./world.ts";

/** Complete run of one side of a scene. */
export interface Side<Reported> {
  readonly entries: readonly Entry[];
  /** Time of the final report. */
  readonly endMs: number;
  readonly reported: Reported;
  readonly actual: ActualResult;
  /** Errors in the final report. */
  readonly errors: readonly string[];
}

/** Scenario that a naive poller and the client have run, each with its own device. */
export interface Play {
  readonly name: SceneName;
  readonly description: string;
  readonly scene: Scene;
  readonly seed: number;
  readonly naive: Side<Claim>;
  readonly client: Side<Outcome>;
}

const longMs = 3_600_000;

/** Runs a scenario in virtual time. */
export async function play(name: SceneName, seed: number = scenes[name].seed ?? 1): Promise<Play> {
  const scene = scenes[name];
  const operation = operationOf(scene);
  const naive = await runSide(await createWorld(name, seed), {
    run: async (world) => naivePollers[scene.naive].run(await startScript(world), operation),
    operationOf: () => operation,
    check: checkClaim,
  });
  const client = await runSide(await createWorld(name, seed), {
    run: (world) => runClient(world, scene),
    operationOf: (outcome: Outcome) => outcome.operation,
    check: checkOutcome,
  });
  const { description } = shippedScenarios[name];
  return { name, description, scene, seed, naive, client };
}

interface Runner<Reported> {
  run(world: World): Promise<Reported>;
  /** Returns the operation that the report is about. */
  operationOf(reported: Reported): string;
  check(
    reported: Reported,
    actual: ActualResult,
    exchanges: readonly Exchange[],
  ): readonly string[];
}

async function runSide<Reported>(
  world: World,
  { run, operationOf, check }: Runner<Reported>,
): Promise<Side<Reported>> {
  const reported = await run(world);
  const endMs = world.clock.now();
  const actual = findActualResult(world, operationOf(reported));
  const exchanges = world.items.flatMap((item) =>
    item.kind === "exchange" ? [item.exchange] : [],
  );
  const errors = check(reported, actual, exchanges);
  return { entries: timelineOf(world, endMs), endMs, reported, actual, errors };
}

async function runClient(world: World, scene: Scene): Promise<Outcome> {
  const { clock, fetch, url, user, password, items } = world;
  await using sbc = await connect({
    host: url,
    credentials: { user, password },
    transport: fetchTransport({ fetch }),
    clock,
    random: () => 0.5,
    // The simulated device shows each request when it accepts it.
    statusLagMs: 0,
  });
  const { timeoutMs = longMs } = scene;
  const onEvent = (operation: string, event: WaitEvent) => {
    items.push({ kind: "client-event", atMs: clock.now(), operation, event });
  };
  if (scene.task === "commit") {
    const { steps } = await sbc.commit({ timeoutMs, onEvent });
    const last = steps.at(-1);
    if (!last) throw new Error("The commit has no step.");
    return last;
  }
  const lock = await sbc.lock({ waitMs: longMs });
  const operation = await sbc[scene.task]({ waitForIdleMs: longMs });
  const outcome = await operation.wait({
    timeoutMs,
    onEvent: (event) => onEvent(operation.operation, event),
  });
  // The release can prove that the lock was held until then.
  await lock.release().catch(() => undefined);
  return operation.outcome ?? outcome;
}
