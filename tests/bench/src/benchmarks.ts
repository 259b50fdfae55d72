import { codec } from "./codec.ts";
import { commandStart } from "./command-start.ts";
import { cpuPerPoll } from "./cpu-per-poll.ts";
import { extraDelay } from "./extra-delay.ts";
import type { Figure } from "./figure.ts";
import { firstAnswer } from "./first-answer.ts";
import { fixedInterval } from "./fixed-interval.ts";
import { growth } from "./growth.ts";
import { manyDevices } from "./many-devices.ts";
import { otherClients } from "./other-clients.ts";
import { otherServers } from "./other-servers.ts";
import { pollGrowth } from "./poll-growth.ts";
import { pollsPerOperation } from "./polls-per-operation.ts";
import { serveStatus } from "./serve-status.ts";
import { watchMany } from "./watch-many.ts";

/** What can be measured, by name. */
export const benchmarks: ReadonlyMap<string, () => Promise<Figure[]>> = new Map([
  ["codec", () => codec()],
  ["cpu-per-poll", () => cpuPerPoll()],
  ["other-clients", () => otherClients()],
  ["watch-many", () => watchMany()],
  ["extra-delay", () => extraDelay()],
  ["polls-per-operation", () => pollsPerOperation()],
  ["fixed-interval", () => fixedInterval()],
  ["poll-growth", () => pollGrowth()],
  ["serve-status", () => serveStatus()],
  ["other-servers", () => otherServers()],
  ["command-start", () => commandStart()],
  ["many-devices", () => manyDevices()],
  ["first-answer", () => firstAnswer()],
  ["growth", () => growth()],
]);
