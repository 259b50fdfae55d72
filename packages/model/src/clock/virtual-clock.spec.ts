import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { VirtualClock } from "./virtual-clock.ts";

test("the shortest sleep ends first, at its deadline", async () => {
  const clock = new VirtualClock();
  const woken: [string, number][] = [];
  const sleep = async (name: string, milliseconds: number) => {
    await clock.sleep(milliseconds);
    woken.push([name, clock.now()]);
  };
  await Promise.all([sleep("hour", 3_600_000), sleep("second", 1_000), sleep("minute", 60_000)]);
  expect(woken).toEqual([
    ["second", 1_000],
    ["minute", 60_000],
    ["hour", 3_600_000],
  ]);
});

test("no time passes during work, however long it takes", async () => {
  const clock = new VirtualClock();
  const slept = clock.sleep(1_000).then(() => clock.now());
  const worked = await clock.standStill(setTimeout(5).then(() => clock.now()));
  expect([worked, await slept]).toEqual([0, 1_000]);
});

test("calls a callback in its turn unless it is canceled, but does not advance for it alone", async () => {
  const clock = new VirtualClock();
  const called: number[] = [];
  clock.after(500, () => called.push(clock.now()));
  clock.after(5_000, () => called.push(clock.now()));
  clock.after(10, () => called.push(clock.now()))();
  await setTimeout(5);
  expect(clock.now()).toBe(0);
  await clock.sleep(1_000);
  expect(called).toEqual([500]);
});

test("an aborted sleep no longer counts", async () => {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const slept = clock.sleep(3_600_000, abort.signal);
  abort.abort(new Error("enough"));
  await expect(slept).rejects.toThrow("enough");
  await expect(clock.sleep(5, abort.signal)).rejects.toThrow("enough");
  await clock.sleep(1_000);
  expect(clock.now()).toBe(1_000);
});
