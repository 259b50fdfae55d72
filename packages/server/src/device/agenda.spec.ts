import { expect, test } from "vitest";
import { Agenda } from "./agenda.ts";

test("what is due happens in the order of time, and of entry where the time is the same", () => {
  const agenda = new Agenda();
  const happened: string[] = [];
  const enter = (name: string, delayMs: number) =>
    agenda.after(0, delayMs, (now) => happened.push(`${name} at ${now}`));
  enter("third", 20);
  enter("first", 10);
  enter("fourth", 20);
  enter("second", 10);
  enter("too late", 21);
  agenda.runUntil(20);
  expect(happened).toEqual(["first at 10", "second at 10", "third at 20", "fourth at 20"]);
});

test("what an event leads to happens too, if it is due by then", () => {
  const agenda = new Agenda();
  const happened: number[] = [];
  const again = (now: number) => {
    happened.push(now);
    agenda.after(now, 10, again);
  };
  again(0);
  agenda.runUntil(35);
  expect(happened).toEqual([0, 10, 20, 30]);
});

test("what has happened does not happen again", () => {
  const agenda = new Agenda();
  let times = 0;
  agenda.after(0, 0, () => {
    times += 1;
  });
  agenda.runUntil(0);
  agenda.runUntil(0);
  expect(times).toBe(1);
});

test("what is struck out or entered for ever after never happens", () => {
  const agenda = new Agenda();
  const fail = () => {
    throw new Error("happened");
  };
  agenda.after(0, 1, fail);
  agenda.clear();
  agenda.after(0, Infinity, fail);
  expect(() => agenda.runUntil(Number.MAX_VALUE)).not.toThrow();
});

test.each([-1, Number.NaN])("a delay of %d ms is refused", (delayMs) => {
  expect(() => new Agenda().after(0, delayMs, () => {})).toThrow(RangeError);
});
