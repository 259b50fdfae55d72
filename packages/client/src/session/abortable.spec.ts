import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { abortable } from "./abortable.ts";

test("what is shared comes through, and no listener stays behind", async () => {
  const { signal } = new AbortController();
  expect(await abortable(Promise.resolve(1), signal)).toBe(1);
  await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("an abort ends the wait with its reason", async () => {
  const abort = new AbortController();
  const waiting = abortable(new Promise(() => {}), abort.signal);
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
});

test("a signal that was aborted before ends it at once, also where there is a result", async () => {
  const signal = AbortSignal.abort(new Error("before"));
  await expect(abortable(Promise.resolve(1), signal)).rejects.toThrow("before");
});

test("without a signal there is nothing to abort", async () => {
  expect(await abortable(Promise.resolve(1), undefined)).toBe(1);
});
