import { commandStart } from "./command-start.ts";
import { cpuPerPoll } from "./cpu-per-poll.ts";
import { extraDelay } from "./extra-delay.ts";
import type { Figure } from "./figure.ts";
import { firstAnswer } from "./first-answer.ts";
import { growth } from "./growth.ts";
import { manyDevices } from "./many-devices.ts";
import { pollsPerOperation } from "./polls-per-operation.ts";
import { serveStatus } from "./serve-status.ts";
import { watchMany } from "./watch-many.ts";

/** What can be measured, by name. */
export const benchmarks: ReadonlyMap<string, () => Promise<Figure[]>> = new Map([
  ["cpu-per-poll", () => cpuPerPoll()],
  ["watch-many", () => watchMany()],
  ["extra-delay", () => extraDelay()],
  ["polls-per-operation", () => pollsPerOperation()],
  ["serve-status", () => serveStatus()],
  ["command-start", () => commandStart()],
  ["many-devices", () => manyDevices()],
  ["first-answer", () => firstAnswer()],
  ["growth", () => growth()],
]);
