import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { DeviceTime } from "./device-clock.ts";

test("the device's time begins with that of the clock, and passes at its own rate", () => {
  const clock = new ManualClock();
  clock.advance(500);
  const time = new DeviceTime(clock, 1.5);
  expect(time.now()).toBe(500);
  clock.advance(1_000);
  expect(time.now()).toBe(2_000);
});

test("at another rate it goes on from where it is", () => {
  const clock = new ManualClock();
  const time = new DeviceTime(clock, 1);
  clock.advance(1_000);
  time.runAt(2);
  expect(time.now()).toBe(1_000);
  clock.advance(1_000);
  expect(time.now()).toBe(3_000);
});

test("it can be set, on a clock that shows whatever", () => {
  const clock = new ManualClock();
  const time = new DeviceTime(clock, 1);
  clock.advance(1_000);
  const { state } = time;
  const elsewhere = new ManualClock();
  elsewhere.advance(77_000);
  const other = new DeviceTime(elsewhere, 3);
  other.state = state;
  elsewhere.advance(10);
  expect(other.now()).toBe(1_010);
});

test.each([0, -1, Number.NaN, Infinity])("a clock cannot run at a rate of %d", (rate) => {
  expect(() => new DeviceTime(new ManualClock(), 1).runAt(rate)).toThrow(RangeError);
});
