// The faults that are about sockets, on sockets: real TLS, real time, the transport that people use. They come to
// the same as in the matrix, where the transport's errors stand in for them.

import { AsyncStatusError } from "@asyncstatus/client";
import { createSelfSignedCertificate } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { type Cell, cells, titleOf } from "./cells.ts";
import { describeSaid } from "./describe-run.ts";
import { runOnSockets, socketFaults } from "./on-sockets.ts";
import { runCell } from "./run-cell.ts";

const atOnce = 12;

test("what goes wrong on sockets comes to what the matrix says, and leaves no socket open", async () => {
  const names = ["127.0.0.1"];
  const certificates = [
    await createSelfSignedCertificate(names),
    await createSelfSignedCertificate(names),
  ] as const;
  // What befalls every request is not tried again here, but for what cannot be otherwise.
  const tried = cells.filter(
    ({ fault, extent, meaningless }) =>
      socketFaults.has(fault.title) &&
      meaningless === undefined &&
      (extent === "one request" || fault.befalls.length === 1),
  );
  const never: string[] = [];
  const differing: Cell[] = [];
  const left = tried[Symbol.iterator]();
  const work = async () => {
    for (const cell of left) {
      const one = await runOne(cell, certificates);
      never.push(...one.never);
      if (one.differences.length > 0) differing.push(cell);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(never).toEqual([]);
  // Where a computer does twelve at once, one may wait for longer than its timeout: what differs alone too counts.
  const differences: string[] = [];
  for (const cell of differing) differences.push(...(await runOne(cell, certificates)).differences);
  expect(differences).toEqual([]);
  expect(tried.length).toBeGreaterThan(100);
}, 300_000);

/** What is not as in the matrix, and what must not be however slow the computer is. */
async function runOne(cell: Cell, certificates: Parameters<typeof runOnSockets>[2]) {
  const { phase, fault, extent } = cell;
  const there = describeSaid(await runCell(phase, fault, { lasts: extent !== "one request" }));
  let run = await runOnSockets(phase, fault.title, certificates);
  // On a busy computer, the poll before may be under way for so long that it finds the end.
  for (let tries = 1; !run.befallen && tries < 5; tries++) {
    run = await runOnSockets(phase, fault.title, certificates);
  }
  const here = describeSaid(run);
  const strange = run.said.filter(
    (one) => "error" in one && !(one.error instanceof AsyncStatusError),
  );
  return {
    differences: [
      ...(run.befallen ? [] : [`${titleOf(cell)}: it never went wrong`]),
      ...(here === there ? [] : [`${titleOf(cell)}: ${here}, and in the matrix ${there}`]),
    ],
    never: [
      ...(run.openSockets === 0 ? [] : [`${titleOf(cell)}: ${run.openSockets} sockets are open`]),
      ...strange.map((one) => `${titleOf(cell)}: ${"error" in one ? one.error : ""}`),
    ],
  };
}
