import { expect, test } from "vitest";
import { readPlan } from "../plan/read-plan.ts";
import { runRollout } from "../rollout/run-rollout.ts";
import { applyPlan, newLedger, password, virtualFleet } from "../testing/virtual-fleet.ts";
import { formatHtml } from "./format-html.ts";
import { formatJUnit } from "./format-junit.ts";
import { formatText } from "./format-text.ts";
import { readReport } from "./rollout-report.ts";

const hostile = `<script>alert("x")</script> \u202e ${password}`;

/** A rollout with a unit that succeeded, one that failed, and one that waits. */
async function finished() {
  const fleet = await virtualFleet({
    a: {},
    b: { requests: [{ on: "activate", fails: hostile }] },
    c: {},
  });
  const plan = readPlan(`
rollout: 1
change: { commit: {} }
waves: [{ name: canary, count: 1, approve: true }, { name: rest }]
limits: { total: 1 }`);
  const devices = ["a", "b", "c"].map((host) => ({ host }));
  const ledger = newLedger(devices, plan, fleet);
  fleet.clock.after(20_000, () => {
    void ledger.approve("canary", { by: "max", reason: "looks good", atMs: 20_000 });
  });
  await runRollout({ ledger, connect: fleet.connect, clock: fleet.clock });
  const report = await readReport(ledger, fleet.clock.date().getTime());
  return { report, entries: await ledger.audit() };
}

test("reports status, waves, units with evidence, and the audit log", async () => {
  const { report } = await finished();
  expect(report).toMatchObject({
    status: "paused",
    control: { paused: { by: "stop rule" }, approvals: { canary: { by: "max" } } },
    waves: [
      { name: "canary", state: "passed", units: { succeeded: 1 } },
      { name: "rest", state: "stopped", units: { failed: 1, waiting: 1 } },
    ],
    units: [
      {
        name: "a",
        state: "succeeded",
        steps: [
          { operation: "verify" },
          { operation: "save" },
          { operation: "activate", outcome: { outcome: "succeeded", confidence: "proven" } },
        ],
      },
      { name: "b", state: "failed" },
      { name: "c", state: "waiting", steps: [] },
    ],
  });
  expect(report.audit.problem).toBeUndefined();
});

test("as text, has the command to look at what did not succeed", async () => {
  const { report } = await finished();
  const lines = formatText(report, (host) => `asyncstatus status --host ${host}`);
  expect(lines.slice(0, 3)).toEqual([
    "Rollout of 3 unit(s), started 2026-01-01T00:00:00.000Z: paused by stop rule: 1 failed: b",
    "  canary  passed   1 succeeded",
    "  rest    stopped  1 failed, 1 waiting",
  ]);
  expect(lines.slice(3)).toEqual([
    expect.stringMatching(/^b: failed: the device reported during activate: <script>/),
    "  To look, run: asyncstatus status --host b",
  ]);
});

test("as JUnit, has a test case for each unit", async () => {
  const { report } = await finished();
  const xml = formatJUnit(report);
  expect(xml).toContain('<testsuite name="canary" tests="1" failures="0" errors="0" skipped="0"');
  expect(xml).toContain('<testsuite name="rest" tests="2" failures="1" errors="0" skipped="1"');
  expect(xml.match(/<testcase /g)).toHaveLength(3);
  expect(xml).not.toContain("<script>");
  expect(xml).not.toContain("\u202e");
});

test.each([
  { by: "ines", failures: 0, has: "<system-out>rollback: version 3 is now running (was 2)\n" },
  { by: "stop rule", failures: 1, has: '<failure message="rollback: version 3' },
])("as JUnit, a rollback by $by is $failures failures", async ({ by, failures, has }) => {
  const fleet = await virtualFleet({ a: { initialState: {} } });
  const ledger = newLedger([{ host: "a" }], applyPlan(), fleet);
  const run = () => runRollout({ ledger, connect: fleet.connect, clock: fleet.clock });
  await run();
  await ledger.rollBack({ by, atMs: 0 });
  await run();
  const xml = formatJUnit(await readReport(ledger, fleet.clock.date().getTime()));
  expect(xml).toContain(`tests="1" failures="${failures}"`);
  expect(xml).toContain(has);
});

test("as HTML, is one page without scripts, requests and text that the device could forge", async () => {
  const { report, entries } = await finished();
  const html = formatHtml(report, entries);
  expect(html).not.toMatch(/<script|<link|<img|<iframe|src=|href=|url\(|@import/);
  expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  expect(html).not.toContain("\u202e");
  expect(html).toContain("max, looks good, 1970-01-01T00:00:20.000Z");
  expect(html).toContain("the hash chain is intact");
  expect(html).toContain("version 2 is now running (was 1)");
  // Accessible: a language, a title, captions and header cells.
  for (const part of [
    '<html lang="en">',
    "<title>",
    "<caption>",
    '<th scope="col">',
    '<th scope="row">',
  ]) {
    expect(html).toContain(part);
  }
});

test("no report and no ledger contains the password, even if the device echoes it", async () => {
  const { report, entries } = await finished();
  const all = [JSON.stringify([report, entries]), formatHtml(report, entries), formatJUnit(report)];
  expect(all.join("")).not.toContain(password);
});

test("reports what was changed on each device", async () => {
  const fleet = await virtualFleet({ a: { initialState: {} } });
  const ledger = newLedger([{ host: "a" }], applyPlan(), fleet);
  await runRollout({ ledger, connect: fleet.connect, clock: fleet.clock });
  const report = await readReport(ledger, fleet.clock.date().getTime());
  const lines = [
    'update system-config: location from "lab" to "attic"',
    "add session-agent hostname=sa1.example: realm-id=core",
  ];
  const html = formatHtml(report, await ledger.audit());
  for (const line of [...lines, `backup before the edits: ${report.units[0]?.change?.backup}`]) {
    expect(html).toContain(`<li>${line.replaceAll('"', "&quot;")}</li>`);
    expect(formatJUnit(report)).toContain(line);
  }
});
