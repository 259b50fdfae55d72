import { ManualClock } from "@asyncstatus/model/clock";
import { nameOf } from "../device/actor.ts";
import type { Controlled } from "./create-control.ts";

/** All that there is to see of a device, without a secret. */
export function overview({ device, clock, seed }: Controlled) {
  const { setup } = device;
  const isUp = device.isUp();
  const { time, lock } = device.snapshot();
  return {
    seed,
    isUp,
    clock: clock instanceof ManualClock ? "virtual" : "real",
    nowMs: time.nowMs,
    clockRate: time.rate,
    lockedBy: lock.owner === undefined ? null : nameOf(lock.owner),
    actors: setup.actors.map(({ name, at }) => ({ name, at })),
    assumptions: setup.assumptions,
    ...(isUp && {
      asyncStatus: device.asyncStatus(),
      configurations: device.configurations(),
      versions: device.configurationVersions(),
      system: device.systemStatus(),
    }),
  };
}
