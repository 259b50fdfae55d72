export { type Clock, longestTimerMs, systemClock } from "./clock/clock.ts";
export { ManualClock } from "./clock/manual-clock.ts";
export { VirtualClock } from "./clock/virtual-clock.ts";
