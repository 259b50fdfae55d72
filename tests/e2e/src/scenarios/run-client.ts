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
  const lock = await sbc.lock();
  const operation = await submit(sbc);
  const outcome = await operation.wait({ timeoutMs: 3_600_000, onEvent });
  // The release can prove that the lock was held until then.
  await lock.release().catch(() => undefined);
  return operation.outcome ?? outcome;
}

/** Saves with the client. */
export const save = (world: World, onEvent?: OnEvent) =>
  runClient(world, (sbc) => sbc.save(), onEvent);

/** Activates with the client. */
export const activate = (world: World, onEvent?: OnEvent) =>
  runClient(world, (sbc) => sbc.activate(), onEvent);
