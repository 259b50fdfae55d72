// Started by benchmarks of rollouts: serves devices whose activates take different times.

import { receiveArgument, serve } from "./other-process.ts";
import { startDevices } from "./start-devices.ts";

/** The devices, and the times of the shortest and the longest activate. */
export interface RolloutDevices {
  readonly count: number;
  readonly activateMs: readonly [number, number];
}

const { count, activateMs } = await receiveArgument<RolloutDevices>();
const [shortest, longest] = activateMs;

serve(
  await startDevices(
    Array.from({ length: count }, (_, index) => ({
      initialState: { edited: { text: "new realm" } },
      durations: {
        verify: 100,
        save: 100,
        activate: shortest + ((longest - shortest) * index) / count,
      },
    })),
  ),
);
