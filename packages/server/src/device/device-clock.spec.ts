import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { DeviceClock } from "./device-clock.ts";

test("starts at the time of its clock and runs at its own rate", () => {
  const clock = new ManualClock();
  clock.advance(500);
  const deviceClock = new DeviceClock(clock, 1.5);
  expect(deviceClock.now()).toBe(500);
  clock.advance(1_000);
  expect(deviceClock.now()).toBe(2_000);
});

test("continues from its time after a change of the rate", () => {
  const clock = new ManualClock();
  const deviceClock = new DeviceClock(clock, 1);
  clock.advance(1_000);
  deviceClock.setRate(2);
  expect(deviceClock.now()).toBe(1_000);
  clock.advance(1_000);
  expect(deviceClock.now()).toBe(3_000);
});

test("its state can be set on another clock", () => {
  const clock = new ManualClock();
  const deviceClock = new DeviceClock(clock, 1);
  clock.advance(1_000);
  const { state } = deviceClock;
  const elsewhere = new ManualClock();
  elsewhere.advance(77_000);
  const other = new DeviceClock(elsewhere, 3);
  other.state = state;
  elsewhere.advance(10);
  expect(other.now()).toBe(1_010);
});

test.each([0, -1, Number.NaN, Infinity])("refuses a rate of %d", (rate) => {
  expect(() => new DeviceClock(new ManualClock(), 1).setRate(rate)).toThrow(RangeError);
});
