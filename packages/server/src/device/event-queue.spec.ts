import { expect, test } from "vitest";
import { EventQueue } from "./event-queue.ts";

test("what is due happens in the order of time, and of entry where the time is the same", () => {
  const happened: string[] = [];
  const agenda = new EventQueue<string>((name, atMs) => happened.push(`${name} at ${atMs}`));
  const enter = (name: string, delayMs: number) => agenda.after(0, delayMs, name);
  enter("third", 20);
  enter("first", 10);
  enter("fourth", 20);
  enter("second", 10);
  enter("too late", 21);
  agenda.runUntil(20);
  expect(happened).toEqual(["first at 10", "second at 10", "third at 20", "fourth at 20"]);
});

test("what an event leads to happens too, if it is due by then", () => {
  const happened: number[] = [];
  const agenda = new EventQueue<string>((event, atMs) => {
    happened.push(atMs);
    agenda.after(atMs, 10, event);
  });
  agenda.after(0, 0, "again");
  agenda.runUntil(35);
  expect(happened).toEqual([0, 10, 20, 30]);
});

test("what has happened does not happen again", () => {
  let times = 0;
  const agenda = new EventQueue<string>(() => {
    times += 1;
  });
  agenda.after(0, 0, "once");
  agenda.runUntil(0);
  agenda.runUntil(0);
  expect(times).toBe(1);
});

test("what is struck out or entered for ever after never happens", () => {
  const happened: string[] = [];
  const agenda = new EventQueue<string>((event) => happened.push(event));
  agenda.after(0, 1, "struck out");
  agenda.after(0, 1, "left");
  agenda.cancel((event) => event === "struck out");
  agenda.after(0, Infinity, "never");
  agenda.after(1, Number.MAX_VALUE, "as never as JSON has it");
  agenda.runUntil(Number.MAX_VALUE);
  expect(happened).toEqual(["left"]);
});

test.each([-1, Number.NaN])("a delay of %d ms is refused", (delayMs) => {
  expect(() => new EventQueue<string>(() => {}).after(0, delayMs, "event")).toThrow(RangeError);
});
