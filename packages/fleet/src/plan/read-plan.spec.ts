import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { planSchema } from "./plan-schema.ts";
import { readPlan } from "./read-plan.ts";

const minimal = "rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\n";

test("adds the defaults to a plan", () => {
  expect(readPlan(minimal)).toEqual({
    rollout: 1,
    change: { commit: {} },
    waves: [{ name: "all", soakMs: 0, approve: false }],
    limits: { total: 50, perGroup: 1 },
    gates: { before: [], after: [], timeoutMs: 300_000 },
    stop: { failed: 1, unknown: 1, of: "rollout" },
    onStop: "pause",
  });
});

test("reads every field", () => {
  const plan = readPlan(`
rollout: 1
select: { labels: { role: access }, region: [a, b] }
change: { commit: {} }
waves:
  - { name: canary, count: 2, soak: 30m, approve: true }
  - { name: region-a, select: { region: a, site: fra }, percent: 20 }
  - { name: rest }
limits: { total: 20, perSite: 5, perGroup: 2 }
window: { timezone: Europe/Berlin, days: [tue], from: "01:00", to: "05:00", lastStart: 30m }
gates: { before: [healthy], after: [healthy], timeout: 1m }
stop: { failed: 3, unknown: 2, failedPercent: 2.5, of: wave }
`);
  expect(plan).toMatchObject({
    select: { labels: { role: "access" }, region: ["a", "b"] },
    waves: [
      { name: "canary", count: 2, soakMs: 1_800_000, approve: true },
      { name: "region-a", select: { region: "a", site: "fra" }, percent: 20 },
      { name: "rest" },
    ],
    limits: { total: 20, perSite: 5, perGroup: 2 },
    window: { timezone: "Europe/Berlin", days: ["tue"], lastStartMs: 1_800_000 },
    gates: { before: ["healthy"], after: ["healthy"], timeoutMs: 60_000 },
    stop: { failed: 3, unknown: 2, failedPercent: 2.5, of: "wave" },
  });
});

test("reads a check command with its default time limit", () => {
  const text = `${minimal}gates: { before: [idle], after: [{ command: ./a.sh }, healthy] }\n`;
  expect(readPlan(text).gates).toMatchObject({
    before: ["idle"],
    after: [{ command: "./a.sh", timeoutMs: 60_000 }, "healthy"],
  });
});

test("names the backup of a change file after the rollout and the device", () => {
  const plan = readPlan(minimal.replace("{ commit: {} }", "{ apply: change.yaml }"));
  expect(plan.change).toEqual({ apply: "change.yaml", backup: "pre-{rollout}-{device}" });
});

test.each([
  {
    given: `${minimal}onStop: rollback\n`,
    says: "p.yaml:4:9: onStop: rollback needs change.apply: a commit makes no backup",
  },
  {
    given: `${minimal}gates: { after: [idle] }\n`,
    says: "p.yaml:4:18: gates.after[0]: expected healthy or a command",
  },
  {
    given: `${minimal}gates: { after: [{ run: ./a.sh }] }\n`,
    says:
      "p.yaml:4:18: gates.after[0].command: missing\n" +
      "p.yaml:4:20: gates.after[0].run: unknown key",
  },
  {
    given: `${minimal}gates: { before: [{ command: ./a.sh }] }\n`,
    says: "p.yaml:4:19: gates.before[0]: expected idle or healthy",
  },
  { given: `${minimal}onStop: retry\n`, says: "p.yaml:4:9: onStop: expected pause or rollback" },
  { given: `${minimal}onFail: pause\n`, says: "p.yaml:4:1: onFail: unknown key" },
  { given: `${minimal}limits:\n  perRack: 1\n`, says: "p.yaml:5:3: limits.perRack: unknown key" },
  { given: `${minimal}login admin password s3cret: 1\n`, says: "p.yaml:4:1: unknown key" },
  { given: minimal.replace("rollout: 1", "rollout: 2"), says: "p.yaml:1:10: rollout: expected 1" },
  { given: "rollout: 1\nwaves: [{ name: a }]\n", says: "p.yaml:1:1: change: missing" },
  {
    given: minimal.replace("{ commit: {} }", "{ commit: {}, apply: a.yaml, backup: x }"),
    says:
      "p.yaml:2:23: change.apply: can't be combined with commit\n" +
      "p.yaml:2:38: change.backup: can't be combined with commit",
  },
  {
    given: minimal.replace("{ commit: {} }", "{ backup: x }"),
    says: "p.yaml:2:9: change: expected commit or apply",
  },
  {
    given: minimal.replace("{ commit: {} }", '{ apply: a.yaml, backup: "a/{host}" }'),
    says: "p.yaml:2:34: change.backup: expected a file name of letters, digits, _ . -, {rollout} and {device}",
  },
  {
    given: minimal.replace("name: all", "name: all, soak: soon"),
    says: "p.yaml:3:28: waves[0].soak: expected a duration, such as 30m",
  },
  {
    given: minimal.replace("name: all", "name: all, count: 0"),
    says: "p.yaml:3:29: waves[0].count: expected a number from 1",
  },
  {
    given: minimal.replace("name: all", "name: all, count: 1, percent: 2"),
    says: "p.yaml:3:32: waves[0].percent: can't be combined with count",
  },
  {
    given: minimal.replace("{ name: all }", "{ name: all }, { name: all }"),
    says: "p.yaml:3:32: waves[1].name: another wave has this name",
  },
  {
    given: minimal.replace("name: all", "name: all, approve: true"),
    says: "p.yaml:3:22: waves[0].approve: no wave follows that could wait for the approval",
  },
  {
    given: `${minimal}window: { timezone: Mars/Base, from: "01:00", to: "02:00" }\n`,
    says: "p.yaml:4:21: window.timezone: unknown time zone; expected one such as Europe/Berlin",
  },
  {
    given: `${minimal}window: { timezone: UTC, from: "01:00", to: "01:00" }\n`,
    says: "p.yaml:4:45: window.to: must differ from from",
  },
  {
    given: `${minimal}window: { timezone: UTC, from: 01:00, to: "24:00" }\n`,
    says: 'p.yaml:4:43: window.to: expected a time from "00:00" to "23:59", in quotes',
  },
  {
    given: `${minimal}window: { timezone: Europe/Berlin, from: "23:00", to: "01:00", lastStart: 2h }`,
    says: "p.yaml:4:75: window.lastStart: must be shorter than the window, which is open for 2 h",
  },
  {
    given: 'rollout: 1\nchange: { commit: {} }\nwaves: [{ name: "a\\nb" }]\n',
    says: "p.yaml:3:17: waves[0].name: must not contain control characters",
  },
  {
    given: 'rollout: 1\nchange: { commit: {} }\nwaves: [{ name: "a\\u202eb" }]\n',
    says: "p.yaml:3:17: waves[0].name: must not contain control characters",
  },
  { given: "rollout: [\n", says: "p.yaml:2:1: invalid YAML or JSON: wrong indentation" },
  { given: "rollout: 1\nrollout: 1\n", says: "p.yaml:2:1: invalid YAML or JSON: duplicate key" },
  { given: "a: &a 1\nrollout: *a\n", says: "p.yaml:1:1: aliases aren't allowed" },
  { given: "", says: "p.yaml:1:1: expected a rollout plan" },
  { given: "x".repeat(65_537), says: "p.yaml: longer than 65536 characters" },
])("refuses a plan: $says", ({ given, says }) => {
  expect(() => readPlan(given, "p.yaml")).toThrow(expect.objectContaining({ message: says }));
});

test("refuses a plan that is nested too deeply", () => {
  // The column depends on the stack that is left.
  const says = /^p\.yaml:1:\d+: invalid YAML or JSON: nested too deeply$/;
  expect(() => readPlan("[".repeat(60_000), "p.yaml")).toThrow(says);
});

test("reports each problem in a line of its own", () => {
  const text = minimal.replace("rollout: 1", "rollout: 1\nfoo: 1\nbar: 1");
  expect(() => readPlan(text, "p.yaml")).toThrow(
    "p.yaml:2:1: foo: unknown key\np.yaml:3:1: bar: unknown key",
  );
});

test("the published schema is the one that is validated against", () => {
  const file = new URL("../../plan.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(planSchema);
});
