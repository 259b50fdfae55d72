// Started by `rollout`: serves devices whose activates take 0.2 to 1 s.

import { receiveArgument, serve } from "./other-process.ts";
import { startDevices } from "./start-devices.ts";

const count = await receiveArgument<number>();

serve(
  await startDevices(
    Array.from({ length: count }, (_, index) => ({
      initialState: { edited: { text: "new realm" } },
      durations: { verify: 100, save: 100, activate: 200 + (800 * index) / count },
    })),
  ),
);
