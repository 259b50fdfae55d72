// The network faults of the matrix on real sockets, with TLS and in real time.

import { AsyncStatusError } from "@asyncstatus/client";
import { createSelfSignedCertificate } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { type Case, cases, caseTitle } from "./cases.ts";
import { describeReports } from "./faults-page.ts";
import { runCase } from "./run-case.ts";
import { runOnSockets, socketFaults } from "./run-on-sockets.ts";

const concurrency = 12;

test("socket faults produce the same results as the matrix and leave no socket open", async () => {
  const names = ["127.0.0.1"];
  const certificates = [
    await createSelfSignedCertificate(names),
    await createSelfSignedCertificate(names),
  ] as const;
  const selected = cases.filter(
    ({ fault, extent, notApplicable }) =>
      socketFaults.has(fault.title) &&
      notApplicable === undefined &&
      (extent === "one request" || fault.extents.length === 1),
  );
  const violations: string[] = [];
  const retries: Case[] = [];
  const queue = selected[Symbol.iterator]();
  const work = async () => {
    for (const one of queue) {
      const result = await compare(one, certificates);
      violations.push(...result.violations);
      if (result.differences.length > 0) retries.push(one);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  expect(violations).toEqual([]);
  // Under load a request may exceed its timeout, so a difference counts only if it repeats alone.
  const differences: string[] = [];
  for (const one of retries) differences.push(...(await compare(one, certificates)).differences);
  expect(differences).toEqual([]);
  expect(selected.length).toBeGreaterThan(100);
}, 300_000);

/** Compares a case with the matrix. Violations don't depend on the speed of the computer. */
async function compare(one: Case, certificates: Parameters<typeof runOnSockets>[2]) {
  const { phase, fault, extent } = one;
  const expected = describeReports(
    await runCase(phase, fault, { lasts: extent !== "one request" }),
  );
  let run = await runOnSockets(phase, fault.title, certificates);
  // Under load an earlier poll may already find the end.
  for (let tries = 1; !run.applied && tries < 5; tries++) {
    run = await runOnSockets(phase, fault.title, certificates);
  }
  const actual = describeReports(run);
  const title = caseTitle(one);
  const unexpected = run.reports.flatMap((report) =>
    "error" in report && !(report.error instanceof AsyncStatusError) ? [report.error] : [],
  );
  return {
    differences: [
      ...(run.applied ? [] : [`${title}: the fault was never injected`]),
      ...(actual === expected ? [] : [`${title}: ${actual}; in the matrix: ${expected}`]),
    ],
    violations: [
      ...(run.openSockets === 0 ? [] : [`${title}: ${run.openSockets} sockets are open`]),
      ...unexpected.map((error) => `${title}: ${error}`),
    ],
  };
}
