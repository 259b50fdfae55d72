import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { watch } from "./exchange.ts";
import { get } from "./testing/get.ts";

const url = new URL("https://sbc.example/");

test("a time limit beyond what a timer can hold does not cut at once", async () => {
  const cuts: unknown[] = [];
  const endWatch = watch(get(url, { timeoutMs: Infinity }), (failure) => cuts.push(failure));
  await new Promise((resolve) => setTimeout(resolve, 5));
  endWatch();
  expect(cuts).toEqual([]);
});

test("a signal that outlives its requests keeps no listener of them", () => {
  const { signal } = new AbortController();
  const endWatch = watch(get(url, { signal }), () => {});
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  endWatch();
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});
