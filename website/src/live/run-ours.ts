import { connect, fetchTransport, type Outcome, type WaitEvent } from "@asyncstatus/client";
import type { Scene } from "./scenes.ts";
import type { World } from "./world.ts";

const longMs = 3_600_000;

/** What our client says; it is given the time that the scenario takes. */
export async function runOurs(world: World, scene: Scene): Promise<Outcome> {
  const { clock, fetch, url, user, password, items } = world;
  await using sbc = await connect({
    host: url,
    credentials: { user, password },
    transport: fetchTransport({ fetch }),
    clock,
    random: () => 0.5,
  });
  const { timeoutMs = longMs } = scene;
  const onEvent = (operation: string, event: WaitEvent) => {
    items.push({ kind: "event", atMs: clock.now(), operation, event });
  };
  if (scene.does === "commit") {
    const { steps } = await sbc.commit({ timeoutMs, onEvent });
    const last = steps.at(-1);
    if (!last) throw new Error("unreachable: a commit has a step");
    return last;
  }
  // Released with the rest, if it is ours still.
  await sbc.lock({ waitMs: longMs });
  const operation = await sbc[scene.does]({ waitForIdleMs: longMs });
  for await (const event of operation.events({ timeoutMs })) {
    onEvent(operation.operation, event);
    if (event.type === "ended") return event.outcome;
  }
  throw new Error("unreachable: the events end with `ended`");
}
