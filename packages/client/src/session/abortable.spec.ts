import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { abortable } from "./abortable.ts";

test("settles like the promise and leaves no listener", async () => {
  const { signal } = new AbortController();
  expect(await abortable(Promise.resolve(1), signal)).toBe(1);
  await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("rejects with the reason of an abort", async () => {
  const abort = new AbortController();
  const waiting = abortable(new Promise(() => {}), abort.signal);
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
});

test("rejects immediately if the signal is already aborted", async () => {
  const signal = AbortSignal.abort(new Error("before"));
  await expect(abortable(Promise.resolve(1), signal)).rejects.toThrow("before");
});

test("waits for the promise without a signal", async () => {
  expect(await abortable(Promise.resolve(1), undefined)).toBe(1);
});
