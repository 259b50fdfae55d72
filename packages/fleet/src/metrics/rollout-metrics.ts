import { type Clock, systemClock } from "@asyncstatus/client";
import { decide } from "../decision/decide.ts";
import type { WaveState } from "../decision/decision.ts";
import type { UnitState } from "../decision/rollout-state.ts";
import type { AuditEvent, Ledger } from "../ledger/ledger.ts";
import { mayStartAt } from "../plan/window.ts";
import type { RolloutEvent } from "../rollout/run-rollout.ts";

/** Metrics of a worker, in the text format of Prometheus. They have no label with the name of a device. */
export interface RolloutMetrics {
  /** Counts an event of {@link runRollout}. */
  onEvent(event: RolloutEvent): void;
  /** Reads the ledger, and returns the metrics. */
  text(): Promise<string>;
  readonly contentType: string;
}

const unitStates: readonly UnitState[] = [
  "waiting",
  "running",
  "checking",
  "succeeded",
  "unhealthy",
  "failed",
  "needs-person",
  "rolled-back",
];
const waveStates: readonly WaveState[] = [
  "waiting",
  "running",
  "draining",
  "checking",
  "soaking",
  "passed",
  "stopped",
  "rolling-back",
  "rolled-back",
];
const seconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];

/**
 * Creates the metrics of a worker. Needs the package `prom-client`. Gauges are of the whole rollout, counters and
 * histograms of this worker.
 */
export async function createMetrics(
  ledger: Ledger,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<RolloutMetrics> {
  const { Counter, Gauge, Histogram, Registry } = (await import("prom-client")).default;
  const registry = new Registry();
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `asyncstatus_rollout_${name}`, help, labelNames, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `asyncstatus_rollout_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Histogram({
      ...{ name: `asyncstatus_rollout_${name}`, help, labelNames, registers },
      buckets: seconds,
    });

  const devices = gauge("devices", "Units (devices or HA pairs) by state.", ["state"]);
  const waves = gauge("wave_state", "1 for the state of a wave.", ["wave", "state"]);
  const needsPerson = gauge("needs_person", "Units in the state needs-person.");
  const openIntents = gauge("open_intents", "Requests whose result isn't known yet.");
  const windowOpen = gauge("window_open", "1 if units may be started now.");
  const outcomes = counter("outcomes_total", "Outcomes of steps.", ["outcome", "confidence"]);
  const settled = counter("settled_total", "Steps of an earlier claim that were settled.");
  const fenced = counter("fenced_total", "Units that another worker took over.");
  const steps = histogram("step_seconds", "Time from a request to its outcome.", ["operation"]);
  const lockWait = histogram("lock_wait_seconds", "Time until the lock of a device was held.");

  const submittedAt = new Map<string, number>();
  const count = (event: AuditEvent) => {
    if (event.type === "submitting") submittedAt.set(event.unit, clock.now());
    if (event.type !== "outcome") return;
    const { unit, operation, outcome, confidence = "none" } = event;
    outcomes.inc({ outcome, confidence });
    if (event.settled) settled.inc();
    const begin = submittedAt.get(unit);
    submittedAt.delete(unit);
    if (begin !== undefined) steps.observe({ operation }, (clock.now() - begin) / 1_000);
  };
  ledger.listen(({ event }) => count(event));

  const { plan } = await ledger.snapshot();
  const read = async () => {
    const [units, control, open] = await Promise.all([
      ledger.units(),
      ledger.control(),
      ledger.openSteps(),
    ]);
    const nowMs = clock.date().getTime();
    for (const state of unitStates) {
      devices.set({ state }, units.filter((unit) => unit.state === state).length);
    }
    for (const wave of decide({ plan, units, control }, { nowMs }).waves) {
      for (const state of waveStates) {
        waves.set({ wave: wave.name, state }, wave.state === state ? 1 : 0);
      }
    }
    needsPerson.set(units.filter(({ state }) => state === "needs-person").length);
    openIntents.set(open);
    windowOpen.set(!plan.window || mayStartAt(plan.window, nowMs) ? 1 : 0);
  };
  return {
    onEvent(event) {
      if (event.type === "locked") lockWait.observe(event.waitedMs / 1_000);
      if (event.type === "fenced") fenced.inc();
    },
    async text() {
      await read();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
