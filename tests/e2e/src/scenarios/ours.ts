import type { Outcome, Sbc, WaitEvent } from "@asyncstatus/client";
import type { World } from "../world.ts";

/** What our client makes of one request. */
async function ours(
  world: World,
  submit: (sbc: Sbc) => ReturnType<Sbc["save"]>,
  onEvent: (event: WaitEvent) => void,
): Promise<Outcome> {
  await using sbc = await world.connect();
  // Released with the rest, if it is ours still.
  await sbc.lock();
  const operation = await submit(sbc);
  for await (const event of operation.events({ timeoutMs: 3_600_000 })) {
    onEvent(event);
    if (event.type === "ended") return event.outcome;
  }
  throw new Error("unreachable: the events end with `ended`");
}

/** What our client makes of a save. */
export const save = (world: World, onEvent: (event: WaitEvent) => void = () => {}) =>
  ours(world, (sbc) => sbc.save(), onEvent);

/** What our client makes of an activate. */
export const activate = (world: World, onEvent: (event: WaitEvent) => void = () => {}) =>
  ours(world, (sbc) => sbc.activate(), onEvent);
