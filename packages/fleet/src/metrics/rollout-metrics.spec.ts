import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readPlan } from "../plan/read-plan.ts";
import { runRollout } from "../rollout/run-rollout.ts";
import { newLedger, virtualFleet } from "../testing/virtual-fleet.ts";
import { createMetrics } from "./rollout-metrics.ts";
import { serveMetrics } from "./serve-metrics.ts";

/** The metrics of a rollout of two devices, of which one fails. */
async function metricsOfRollout() {
  const fleet = await virtualFleet({
    a: {},
    b: { requests: [{ on: "activate", fails: "No realm." }] },
  });
  const plan = readPlan(
    'rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\nlimits: { total: 1 }\nwindow: { timezone: UTC, from: "00:00", to: "12:00" }',
  );
  const { clock } = fleet;
  const ledger = newLedger([{ host: "a" }, { host: "b" }], plan, { clock });
  const metrics = await createMetrics(ledger, { clock });
  const { onEvent } = metrics;
  await runRollout({ ledger, connect: fleet.connect, clock, alone: true, onEvent });
  return { metrics, ledger, clock };
}

test("reports states, outcomes and times, and no device", async () => {
  const { metrics } = await metricsOfRollout();
  const lines = (await metrics.text()).split("\n");
  for (const line of [
    'devices{state="succeeded"} 1',
    'devices{state="failed"} 1',
    'devices{state="waiting"} 0',
    'wave_state{wave="all",state="stopped"} 1',
    'wave_state{wave="all",state="running"} 0',
    "needs_person 0",
    "open_intents 0",
    "window_open 1",
    'outcomes_total{outcome="succeeded",confidence="proven"} 5',
    'outcomes_total{outcome="failed",confidence="proven"} 1',
    "settled_total 0",
    "fenced_total 0",
    'step_seconds_count{operation="activate"} 2',
    "lock_wait_seconds_count 2",
  ]) {
    expect(lines).toContain(`asyncstatus_rollout_${line}`);
  }
  expect(lines.filter((line) => /["/](a|b)["/]/.test(line))).toEqual([]);
});

test("counts an open request, a settled one and a unit that was taken over", async () => {
  const { metrics, ledger } = await metricsOfRollout();
  await ledger.resume({ by: "ines", atMs: 0 }, { retry: true });
  const claim = await ledger.claim("b", 1, "w");
  if (!claim) throw new Error("b can't be claimed.");
  const saved = { format: 1 } as never;
  await ledger.submitting(claim, { host: "b", operation: "save", saved });
  expect(await metrics.text()).toContain("asyncstatus_rollout_open_intents 1\n");
  const outcome = { operation: "save", outcome: "succeeded", confidence: "proven" } as never;
  await ledger.conclude(claim, { outcome, isFinal: true, settled: true });
  metrics.onEvent({ type: "fenced", unit: "b" });
  const text = await metrics.text();
  expect(text).toContain("asyncstatus_rollout_settled_total 1\n");
  expect(text).toContain("asyncstatus_rollout_fenced_total 1\n");
});

test("serves metrics, and says so if the ledger can't be read", async () => {
  const { metrics, ledger } = await metricsOfRollout();
  const server = await serveMetrics(metrics, { host: "127.0.0.1", port: 0 });
  const response = await fetch(server.url);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0.0.4/);
  expect(await response.text()).toContain("# TYPE asyncstatus_rollout_devices gauge\n");
  expect((await fetch(new URL("/", server.url))).status).toBe(404);
  await ledger.close();
  expect((await fetch(server.url)).status).toBe(503);
  await server.close();
});

test("the dashboard uses each metric, and no other one", async () => {
  const { metrics } = await metricsOfRollout();
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  const dashboard = readFileSync(new URL("../../grafana-dashboard.json", import.meta.url), "utf8");
  const used = [...dashboard.matchAll(/asyncstatus_rollout_\w+/g)].map(([name]) =>
    name.replace(/_bucket$/, ""),
  );
  expect(new Set(used)).toEqual(new Set(names));
});
