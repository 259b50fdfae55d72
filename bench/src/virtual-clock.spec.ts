import { expect, test } from "vitest";
import { VirtualClock } from "./virtual-clock.ts";

test("time jumps to the next timer, in order", async () => {
  const clock = new VirtualClock();
  const told: string[] = [];
  const tell = (name: string) => told.push(`${name} at ${clock.now()}`);
  clock.after(1_000, () => tell("timer"));
  clock.after(10, () => tell("cancelled"))();
  await Promise.all([
    clock.sleep(3_600_000).then(() => tell("hour")),
    clock.sleep(5).then(() => tell("short")),
  ]);
  expect(told).toEqual(["short at 5", "timer at 1000", "hour at 3600000"]);
});

test("time stands still while work is under way", async () => {
  const clock = new VirtualClock();
  const slept = clock.sleep(5);
  await clock.during(() => new Promise((resolve) => setTimeout(resolve, 1)));
  expect(clock.now()).toBe(0);
  await slept;
  expect(clock.now()).toBe(5);
});

test("time does not pass for a timer that nobody sleeps through", async () => {
  const clock = new VirtualClock();
  clock.after(5, () => {});
  await clock.during(async () => {});
  await new Promise(setImmediate);
  expect(clock.now()).toBe(0);
});

test("an aborted sleep ends at once, and time does not pass for it", async () => {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const slept = clock.sleep(5, abort.signal);
  abort.abort("enough");
  await expect(slept).rejects.toBe("enough");
  await expect(clock.sleep(5, abort.signal)).rejects.toBe("enough");
  await new Promise(setImmediate);
  expect(clock.now()).toBe(0);
});
