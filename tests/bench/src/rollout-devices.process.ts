// Started by `rollout`: serves devices whose activates take 0.2 to 1 s.

import { startDevice } from "@asyncstatus/server";
import { receiveArgument, serve } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";

const count = await receiveArgument<number>();

const served: ServedDevice[] = [];
for (let index = 0; index < count; index += 1) {
  const { url, user, password, certificatePem } = await startDevice({
    initialState: { edited: { text: "new realm" } },
    durations: { verify: 100, save: 100, activate: 200 + (800 * index) / count },
    // The limits guard against hostile clients; here they would only fail a slow computer.
    handshakeTimeoutMs: 60_000,
    headersTimeoutMs: 60_000,
    requestTimeoutMs: 60_000,
    checkIntervalMs: 60_000,
  });
  served.push({ url, user, password, certificatePem });
}
serve(served);
