// What `serveDevices` starts: one device for each duration.

import { startDevice } from "@asyncstatus/server";
import { answer, theArgument } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";

const durationsMs = await theArgument<readonly (number | null)[]>();

const served: ServedDevice[] = [];
for (const durationMs of durationsMs) {
  const { url, user, password, certificatePem } = await startDevice({
    plan: () => ({ durationMs: durationMs ?? Number.POSITIVE_INFINITY }),
    // The time limits are for hostile clients; here they would only add work, and fail a slow computer.
    handshakeTimeoutMs: 60_000,
    headersTimeoutMs: 60_000,
    requestTimeoutMs: 60_000,
    checkIntervalMs: 60_000,
  });
  served.push({ url, user, password, certificatePem });
}
answer(served);
