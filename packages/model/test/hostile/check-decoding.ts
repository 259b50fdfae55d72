import type { DocumentName } from "../../src/gen/types.ts";
import { outcomeOf } from "./outcome-of.ts";

/** The CPU time that reading any body may take, with a margin for slow computers. */
export const limitMs = 50;

/**
 * Checks that reading a body gives a value or a DecodeError within the limit.
 *
 * @returns The CPU time in milliseconds. If the first run is too slow, the least of three, since
 *   compilation and garbage collection may come in between.
 * @throws {Error} If it takes longer, or another error is thrown.
 */
export function checkDecoding(body: Uint8Array, document?: DocumentName): number {
  let least = cpuMsOf(() => outcomeOf(body, document));
  for (let again = 0; again < 2 && least > limitMs; again += 1) {
    least = Math.min(
      least,
      cpuMsOf(() => outcomeOf(body, document)),
    );
  }
  if (least > limitMs) throw new Error(`Expected at most ${limitMs} ms, took ${least} ms.`);
  return least;
}

function cpuMsOf(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
