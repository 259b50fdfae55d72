export { decide } from "./decision/decide.ts";
export type { Decision, Observation, WaveState, WaveStatus } from "./decision/decision.ts";
export type {
  Control,
  EndState,
  Intervention,
  RolloutState,
  UnitProgress,
  UnitState,
} from "./decision/rollout-state.ts";
export { type ChangeTimes, defaultTimes } from "./device/change-unit.ts";
export type { RunCheck } from "./device/check-after.ts";
export type { DescribedError, DescribeError } from "./device/obstacle.ts";
export type { Connect } from "./device/open-active.ts";
export type { InventoryDevice, PlannedUnit, Unit } from "./inventory/inventory.ts";
export type {
  AuditEntry,
  AuditEvent,
  Claim,
  Conclusion,
  Ledger,
  Obstacle,
  Snapshot,
  Step,
  UnitChange,
  UnitRecord,
  UnitResult,
} from "./ledger/ledger.ts";
export { FencedError, LedgerError, type LedgerErrorCode } from "./ledger/ledger-errors.ts";
export { type LedgerOptions, type NewRollout, snapshotHash } from "./ledger/new-rollout.ts";
export { PostgresLedger } from "./ledger/postgres-ledger.ts";
export { hasRunner, lockRunner, type ReleaseRunner } from "./ledger/runner-lock.ts";
export { SqliteLedger } from "./ledger/sqlite-ledger.ts";
export { createMetrics, type RolloutMetrics } from "./metrics/rollout-metrics.ts";
export { type MetricsServer, serveMetrics } from "./metrics/serve-metrics.ts";
export {
  type ApplyChange,
  type CheckCommand,
  type CommitChange,
  type Day,
  type Gates,
  type Limits,
  type OneOf,
  type Plan,
  type Selection,
  type StopRules,
  type Wave,
  type Window,
  withChange,
} from "./plan/plan.ts";
export { PlanError, type PlanProblem } from "./plan/plan-error.ts";
export { planUnits } from "./plan/plan-units.ts";
export { readPlan } from "./plan/read-plan.ts";
export { mayStartAt, nextStart } from "./plan/window.ts";
export { type BoardState, boardLines, isOverForGood } from "./report/board-lines.ts";
export { describeEdits } from "./report/describe-edits.ts";
export { describeIntervention, describeWave } from "./report/describe-wave.ts";
export { exportLedger, type LedgerExport } from "./report/export-ledger.ts";
export { formatHtml } from "./report/format-html.ts";
export { formatJUnit } from "./report/format-junit.ts";
export { formatText } from "./report/format-text.ts";
export {
  type RolloutReport,
  readReport,
  type StepReport,
  type UnitReport,
  type WaveReport,
} from "./report/rollout-report.ts";
export { type DryRunOptions, type DryRunResult, dryRun } from "./rollout/dry-run.ts";
export { type RolloutEvent, type RunOptions, runRollout } from "./rollout/run-rollout.ts";
export { WorkerWatch } from "./rollout/worker-watch.ts";
