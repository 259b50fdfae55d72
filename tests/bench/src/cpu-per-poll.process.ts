// Started by `cpuPerPoll` once per subject: polls and reports the CPU time per poll.

import { connect } from "@asyncstatus/client";
import { barePoller } from "./bare-poller.ts";
import type { Polls } from "./cpu-per-poll.ts";
import { cpuMicrosEach } from "./measure.ts";
import { receiveArgument, serve } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";

const [by, device] = await receiveArgument<["client" | "undici", ServedDevice]>();
const poll = by === "client" ? await clientPoller(device) : await barePoller(device);
serve("ready", ({ polls, concurrency }: Polls) =>
  cpuMicrosEach(async () => {
    let left = polls;
    const loop = async () => {
      while (left > 0) {
        left -= 1;
        await poll();
      }
    };
    await Promise.all(Array.from({ length: concurrency }, loop));
    return polls;
  }),
);

/** Polls while an operation is in progress. */
async function clientPoller({ url, certificatePem, ...credentials }: ServedDevice) {
  const sbc = await connect({ host: url, credentials, tls: { ca: certificatePem } });
  await sbc.lock();
  await sbc.save();
  return () => sbc.status();
}
