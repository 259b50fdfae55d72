import type { Operation, Outcome, Sbc, WaitEvent } from "@asyncstatus/client";
import type { World } from "../world.ts";

type OnEvent = (event: WaitEvent) => void;

/** Submits a request with the lock and waits for its outcome. */
async function runClient(
  world: World,
  submit: (sbc: Sbc) => Promise<Operation>,
  onEvent: OnEvent = () => {},
): Promise<Outcome> {
  await using sbc = await world.connect();
  // Closing the session releases the lock.
  await sbc.lock();
  const operation = await submit(sbc);
  return await operation.wait({ timeoutMs: 3_600_000, onEvent });
}

/** Saves with the client. */
export const save = (world: World, onEvent?: OnEvent) =>
  runClient(world, (sbc) => sbc.save(), onEvent);

/** Activates with the client. */
export const activate = (world: World, onEvent?: OnEvent) =>
  runClient(world, (sbc) => sbc.activate(), onEvent);
