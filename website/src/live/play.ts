import type { Outcome } from "@asyncstatus/client";
import { type Claim, naivePollers, startScript } from "@asyncstatus/e2e/naive-pollers";
import { type ScenarioName, shippedScenarios } from "@asyncstatus/server/in-memory";
import type { Exchange } from "./exchange.ts";
import { type Faults, judgeNaive, judgeOurs } from "./judge.ts";
import { type Entry, laneOf } from "./lane.ts";
import { runOurs } from "./run-ours.ts";
import { requestOf, type Scene, scenes } from "./scenes.ts";
import { findTruth, type Truth } from "./truth.ts";
import { createWorld, type World } from "./world.ts";

/** One side of a scene, played to its end. */
export interface Side<Said> {
  readonly entries: readonly Entry[];
  /** When it said what it says. */
  readonly endMs: number;
  readonly said: Said;
  readonly truth: Truth;
  readonly faults: Faults;
}

/** A scenario, played by a naive poller and by our client, each on a device of its own. */
export interface Play {
  readonly name: ScenarioName;
  readonly description: string;
  readonly scene: Scene;
  readonly seed: number;
  readonly naive: Side<Claim>;
  readonly ours: Side<Outcome>;
}

/** Plays a scenario to its end, in no time. */
export async function play(
  name: ScenarioName,
  seed: number = scenes[name].seed ?? 1,
): Promise<Play> {
  const scene = scenes[name];
  const naive = await side(await createWorld(name, seed), scene, {
    run: async (world) => naivePollers[scene.naive].run(await startScript(world), requestOf(scene)),
    about: () => requestOf(scene),
    judge: judgeNaive,
  });
  const ours = await side(await createWorld(name, seed), scene, {
    run: runOurs,
    about: ({ operation }: Outcome) => operation,
    judge: judgeOurs,
  });
  const { description } = shippedScenarios[name];
  return { name, description, scene, seed, naive, ours };
}

interface Part<Said> {
  run(world: World, scene: Scene): Promise<Said>;
  /** The request that is spoken of. */
  about(said: Said): string;
  judge(said: Said, truth: Truth, exchanges: readonly Exchange[]): Faults;
}

async function side<Said>(
  world: World,
  scene: Scene,
  { run, about, judge }: Part<Said>,
): Promise<Side<Said>> {
  const said = await run(world, scene);
  const endMs = world.clock.now();
  const truth = findTruth(world, about(said));
  const exchanges = world.items.flatMap((item) =>
    item.kind === "exchange" ? [item.exchange] : [],
  );
  const faults = judge(said, truth, exchanges);
  return { entries: laneOf(world, endMs), endMs, said, truth, faults };
}
