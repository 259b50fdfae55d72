import { expect, test } from "vitest";
import { ManualClock } from "./manual-clock.ts";

test("moves only when it is advanced, and by as much", () => {
  const clock = new ManualClock();
  expect(clock.now()).toBe(0);
  clock.advance(1500);
  clock.advance(0);
  expect(clock.now()).toBe(1500);
  expect(clock.date().toISOString()).toBe("2026-01-01T00:00:01.500Z");
});

test.each([-1, Number.NaN, Infinity])("refuses to advance by %d ms", (ms) => {
  const clock = new ManualClock();
  expect(() => clock.advance(ms)).toThrow(RangeError);
  expect(clock.now()).toBe(0);
});

test("advancing wakes sleepers in the order of their deadlines", async () => {
  const clock = new ManualClock();
  const woken: string[] = [];
  const slept = [
    clock.sleep(200).then(() => woken.push("later")),
    clock.sleep(100).then(() => woken.push("sooner")),
  ];
  clock.advance(99);
  await Promise.resolve();
  expect(woken).toEqual([]);
  expect(clock.sleepers).toBe(2);
  clock.advance(101);
  await Promise.all(slept);
  expect(woken).toEqual(["sooner", "later"]);
  expect(clock.sleepers).toBe(0);
});

test("calls a callback at its own time, unless it is canceled", () => {
  const clock = new ManualClock();
  const called: number[] = [];
  clock.after(100, () => called.push(clock.now()));
  clock.after(200, () => called.push(clock.now()))();
  clock.advance(1_000);
  expect(called).toEqual([100]);
});

test("an abort ends a sleep with its reason", async () => {
  const clock = new ManualClock();
  const reason = new Error("enough");
  await expect(clock.sleep(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  const abort = new AbortController();
  const slept = clock.sleep(1_000_000, abort.signal);
  abort.abort(reason);
  await expect(slept).rejects.toBe(reason);
  expect(clock.sleepers).toBe(0);
});
