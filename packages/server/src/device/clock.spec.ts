import { afterEach, expect, test, vi } from "vitest";
import { ManualClock, systemClock } from "./clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a manual clock moves only when it is told to, and by as much", () => {
  const clock = new ManualClock();
  expect(clock.now()).toBe(0);
  clock.advance(1500);
  clock.advance(0);
  expect(clock.now()).toBe(1500);
  expect(clock.date().toISOString()).toBe("2026-01-01T00:00:01.500Z");
});

test.each([-1, Number.NaN, Infinity])("a manual clock does not move by %d ms", (ms) => {
  const clock = new ManualClock();
  expect(() => clock.advance(ms)).toThrow(RangeError);
  expect(clock.now()).toBe(0);
});

test("who sleeps on a manual clock wakes when it has been moved so far, the earliest first", async () => {
  const clock = new ManualClock();
  const woken: string[] = [];
  const slept = [
    clock.sleep(200).then(() => woken.push("later")),
    clock.sleep(100).then(() => woken.push("sooner")),
  ];
  clock.advance(99);
  await Promise.resolve();
  expect(woken).toEqual([]);
  clock.advance(101);
  await Promise.all(slept);
  expect(woken).toEqual(["sooner", "later"]);
});

test("a callback is called at its own time, unless it is cancelled", () => {
  const clock = new ManualClock();
  const called: number[] = [];
  clock.after(100, () => called.push(clock.now()));
  clock.after(200, () => called.push(clock.now()))();
  clock.advance(1_000);
  expect(called).toEqual([100]);
});

test.each([
  { name: "manual", clock: new ManualClock() },
  { name: "system", clock: systemClock },
])("an abort ends a sleep on the $name clock with its reason", async ({ clock }) => {
  const reason = new Error("enough");
  await expect(clock.sleep(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  const abort = new AbortController();
  const slept = clock.sleep(1_000_000, abort.signal);
  abort.abort(reason);
  await expect(slept).rejects.toBe(reason);
});

test("the system clock does not go back", () => {
  const before = systemClock.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});

test("a sleep on the system clock takes its time, though it is longer than a timer can be", async () => {
  vi.useFakeTimers();
  const thirtyDaysMs = 30 * 86_400_000;
  let isAwake = false;
  systemClock.sleep(thirtyDaysMs).then(() => {
    isAwake = true;
  });
  await vi.advanceTimersByTimeAsync(thirtyDaysMs - 1);
  expect(isAwake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isAwake).toBe(true);
});
