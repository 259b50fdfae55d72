import { expect, test } from "vitest";
import { Gate } from "./gate.ts";

test("a gate lets what is under way end before it is closed, and then begins nothing", async () => {
  const gate = new Gate();
  const told: string[] = [];
  const first = Promise.withResolvers<void>();
  const passed = gate.pass(() => first.promise).then(() => told.push("done"));
  const closed = gate.close().then(() => told.push("closed"));
  const second = gate.pass(async () => told.push("begun behind it"));
  first.resolve();
  await Promise.all([passed, closed]);
  expect(told).toEqual(["done", "closed"]);
  expect(gate.done).toBe(1);

  gate.open();
  await second;
  expect(told.at(-1)).toBe("begun behind it");
  expect(gate.done).toBe(2);
});

test("a gate does not count what fails", async () => {
  const gate = new Gate();
  await expect(gate.pass(() => Promise.reject(new Error("no answer")))).rejects.toThrow();
  await gate.close();
  expect(gate.done).toBe(0);
});
