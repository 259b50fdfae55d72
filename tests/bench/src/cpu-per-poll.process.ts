// What `cpuPerPoll` starts for each lane: it polls, and tells the CPU time that each poll took.

import { connect } from "@asyncstatus/client";
import type { Lane, Polls } from "./cpu-per-poll.ts";
import { cpuMicrosEach } from "./measure.ts";
import { otherPoller } from "./other-pollers.ts";
import { answer, theArgument } from "./other-process.ts";
import type { ServedDevice } from "./serve-devices.ts";

const { by, device } = await theArgument<Lane>();
const poll = by === "client" ? await pollerOfClient(device) : await otherPoller(by, device);
answer("ready", ({ polls, atOnce }: Polls) =>
  cpuMicrosEach(async () => {
    let left = polls;
    const pollOn = async () => {
      while (left > 0) {
        left -= 1;
        await poll();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, pollOn));
    return polls;
  }),
);

/** While an operation goes on. */
async function pollerOfClient({ url, user, password, certificatePem }: ServedDevice) {
  const sbc = await connect({
    host: url,
    credentials: { user, password },
    tls: { ca: certificatePem },
  });
  await sbc.lock();
  await sbc.save();
  return () => sbc.status();
}
