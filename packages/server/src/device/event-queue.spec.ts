import { expect, test } from "vitest";
import { EventQueue } from "./event-queue.ts";

test("runs due events by time, and events of the same time in the order of scheduling", () => {
  const ran: string[] = [];
  const queue = new EventQueue<string>((name, atMs) => ran.push(`${name} at ${atMs}`));
  const schedule = (name: string, delayMs: number) => queue.after(0, delayMs, name);
  schedule("third", 20);
  schedule("first", 10);
  schedule("fourth", 20);
  schedule("second", 10);
  schedule("too late", 21);
  queue.runUntil(20);
  expect(ran).toEqual(["first at 10", "second at 10", "third at 20", "fourth at 20"]);
});

test("runs events that a due event schedules, if they are due too", () => {
  const ran: number[] = [];
  const queue = new EventQueue<string>((event, atMs) => {
    ran.push(atMs);
    queue.after(atMs, 10, event);
  });
  queue.after(0, 0, "again");
  queue.runUntil(35);
  expect(ran).toEqual([0, 10, 20, 30]);
});

test("runs an event once", () => {
  let times = 0;
  const queue = new EventQueue<string>(() => {
    times += 1;
  });
  queue.after(0, 0, "once");
  queue.runUntil(0);
  queue.runUntil(0);
  expect(times).toBe(1);
});

test("never runs canceled events, nor those with an infinite delay", () => {
  const ran: string[] = [];
  const queue = new EventQueue<string>((event) => ran.push(event));
  queue.after(0, 1, "canceled");
  queue.after(0, 1, "left");
  queue.cancel((event) => event === "canceled");
  queue.after(0, Infinity, "never");
  queue.after(1, Number.MAX_VALUE, "never, in JSON");
  queue.runUntil(Number.MAX_VALUE);
  expect(ran).toEqual(["left"]);
});

test.each([-1, Number.NaN])("refuses a delay of %d ms", (delayMs) => {
  expect(() => new EventQueue<string>(() => {}).after(0, delayMs, "event")).toThrow(RangeError);
});
