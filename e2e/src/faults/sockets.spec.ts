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
  const left = tried[Symbol.iterator]();
  const differences: string[] = [];
  const work = async () => {
    for (const cell of left) differences.push(...(await differencesOf(cell, certificates)));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(differences).toEqual([]);
  expect(tried.length).toBeGreaterThan(100);
}, 300_000);

async function differencesOf(
  cell: Cell,
  certificates: Parameters<typeof runOnSockets>[2],
): Promise<string[]> {
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
  return [
    ...(run.befallen ? [] : [`${titleOf(cell)}: it never went wrong`]),
    ...(here === there ? [] : [`${titleOf(cell)}: ${here}, and in the matrix ${there}`]),
    ...(run.openSockets === 0 ? [] : [`${titleOf(cell)}: ${run.openSockets} sockets are open`]),
    ...strange.map((one) => `${titleOf(cell)}: ${"error" in one ? one.error : ""}`),
  ];
}
