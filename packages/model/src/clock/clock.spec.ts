import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "./clock.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const day = 86_400_000;

test("a sleep longer than a timer can hold does not end after a millisecond", async () => {
  let awake = false;
  systemClock.sleep(30 * day).then(() => {
    awake = true;
  });
  await vi.advanceTimersByTimeAsync(30 * day - 1);
  expect(awake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(awake).toBe(true);
});

test("an abort ends a sleep with its reason and leaves no timer behind", async () => {
  const abort = new AbortController();
  const sleeping = systemClock.sleep(day, abort.signal);
  abort.abort(new Error("enough"));
  await expect(sleeping).rejects.toThrow("enough");
  expect(vi.getTimerCount()).toBe(0);
});

test("a sleep with an aborted signal rejects immediately", async () => {
  await expect(systemClock.sleep(day, AbortSignal.abort(new Error("before")))).rejects.toThrow(
    "before",
  );
  expect(vi.getTimerCount()).toBe(0);
});

test("a callback is called once, or not at all if it is canceled", async () => {
  let calls = 0;
  const count = () => {
    calls += 1;
  };
  systemClock.after(1_000, count);
  systemClock.after(1_000, count)();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toBe(1);
});

test("its time is monotonic, and its date is the wall clock's", () => {
  const before = systemClock.now();
  vi.advanceTimersByTime(5);
  expect(systemClock.now()).toBe(before + 5);
  expect(systemClock.date().getTime()).toBe(Date.now());
});
