// Started by `serveDevices`: serves one device per duration.

import { receiveArgument, serve } from "./other-process.ts";
import { startDevices } from "./start-devices.ts";

const durationsMs = await receiveArgument<readonly (number | null)[]>();

serve(
  await startDevices(
    durationsMs.map((durationMs) => ({
      behavior: () => ({ durationMs: durationMs ?? Number.POSITIVE_INFINITY }),
    })),
  ),
);
