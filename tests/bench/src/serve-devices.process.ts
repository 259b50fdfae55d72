// Started by `serveDevices`: serves one device per duration.

import { startDevice } from "@asyncstatus/server";
import { receiveArgument, serve } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";

const durationsMs = await receiveArgument<readonly (number | null)[]>();

const served: ServedDevice[] = [];
for (const durationMs of durationsMs) {
  const { url, user, password, certificatePem } = await startDevice({
    behavior: () => ({ durationMs: durationMs ?? Number.POSITIVE_INFINITY }),
    // The limits guard against hostile clients; here they would only fail a slow computer.
    handshakeTimeoutMs: 60_000,
    headersTimeoutMs: 60_000,
    requestTimeoutMs: 60_000,
    checkIntervalMs: 60_000,
  });
  served.push({ url, user, password, certificatePem });
}
serve(served);
