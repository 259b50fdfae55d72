export { type RestVersion, restVersions } from "@asyncstatus/model";
export { type Clock, systemClock } from "@asyncstatus/model/clock";
export type { OperationId } from "@asyncstatus/model/operations";
export { readForChange, sendPlan } from "./change/apply-change.ts";
export { type ChangePlan, changePlan } from "./change/change-plan.ts";
export {
  type ConfigurationComparison,
  compareConfigurations,
} from "./change/compare-configurations.ts";
export { describeEdit, EditError, type EditReport } from "./change/edit-error.ts";
export type { ElementEdit, ElementEditor } from "./change/edit-session.ts";
export {
  type AttributeChange,
  type Change,
  type PlannedEdit,
  planChange,
  type WantedElement,
} from "./change/plan-change.ts";
export type { ReadConfigurations, UnreadType } from "./change/read-configurations.ts";
export type { RunningWitness } from "./change/running-witness.ts";
export type { RollBackTarget } from "./change/with-edit.ts";
export {
  type ApplyOptions,
  type CommitOptions,
  type CommitStep,
  commitSteps,
  type RollBackOptions,
  type RollBackUnconfirmedOptions,
} from "./commit/commit-options.ts";
export {
  type CommitEnded,
  type CommitResult,
  type CommitStopped,
  type CommitSucceeded,
  type CommitUnchanged,
  type CommitUnfollowed,
  commitOutcomes,
  type StopReason,
} from "./commit/commit-result.ts";
export {
  type ConfirmationOptions,
  isUnconfirmedChange,
  type UnconfirmedChange,
  waitForConfirmation,
} from "./commit/unconfirmed-change.ts";
export type { ConnectOptions } from "./connect-with.ts";
export type { DiagnosticsChannel, DiagnosticsLogger, DiagnosticsMessages } from "./diagnostics.ts";
export type {
  ConfigurationElement,
  ConfigurationSubElement,
  ElementContent,
  ElementInput,
  ElementKey,
  SubElementInput,
} from "./elements/element.ts";
export { ElementError } from "./elements/element-error.ts";
export type { Elements, ListElementsOptions, ReadElementOptions } from "./elements/elements.ts";
export { AsyncStatusError } from "./errors/asyncstatus-error.ts";
export { BusyError } from "./errors/busy-error.ts";
export { isTransient, mayHaveBeenAccepted } from "./errors/classify.ts";
export { DeadlineError } from "./errors/deadline-error.ts";
export {
  DeviceError,
  type DeviceErrorCode,
  type DeviceErrorDetails,
} from "./errors/device-error.ts";
export { type LockLossReason, LockLostError, LockNotReleasedError } from "./errors/lock-errors.ts";
export { OptionError } from "./errors/option-error.ts";
export {
  ResponseError,
  type ResponseErrorCode,
  type ResponseErrorDetails,
} from "./errors/response-error.ts";
export {
  TransportError,
  type TransportErrorCode,
  type TransportErrorDetails,
  type UntrustedReason,
} from "./errors/transport-error.ts";
export { VersionError } from "./errors/version-error.ts";
export {
  describeConfidence,
  describeOutcome,
  describeReading,
  describeReason,
} from "./operation/describe.ts";
export type { Operation, WaitOptions } from "./operation/operation.ts";
export {
  type Aborted,
  type Confidence,
  type Evidence,
  type Failed,
  type FinalOutcome,
  type Lost,
  type Outcome,
  requestOutcomes,
  type SubmissionUnknown,
  type Succeeded,
  type Superseded,
  type TimedOut,
} from "./operation/outcome.ts";
export type { PollSchedule } from "./operation/poll-interval.ts";
export type { AsyncStatus } from "./operation/read-device.ts";
export { isSavedOperation, type SavedOperation } from "./operation/saved-operation.ts";
export type { IdleOptions, RequestOptions, SubmitOptions } from "./operation/submit.ts";
export { undefinedIfRefused } from "./operation/undefined-if-refused.ts";
export type { VersionEvidence } from "./operation/version-evidence.ts";
export type { WaitEvent, WaitMessages } from "./operation/wait-event.ts";
export type {
  Attribution,
  AttributionReason,
  Baseline,
  LockHistory,
  LossReason,
  StatusReading,
  SystemIdentity,
  WaitState,
} from "./operation/wait-state.ts";
export type { Query, RequestMessages } from "./request/api.ts";
export { isBackupName } from "./request/backup-name.ts";
export {
  basicAuthorization,
  type Credentials,
  type CredentialsSource,
} from "./request/credentials.ts";
export type { DeviceRequest, DeviceResponse } from "./request/device-request.ts";
export { parseEndpoint } from "./request/endpoint.ts";
export type { BackupOptions, RestoreOptions, Sbc, SettleOptions } from "./sbc.ts";
export type {
  ConfigurationLock,
  LockEvent,
  LockOptions,
  ReleaseOptions,
} from "./session/configuration-lock.ts";
export { type FetchTransportOptions, fetchTransport } from "./transport/fetch-transport.ts";
export type { TlsOptions } from "./transport/tls.ts";
export type { Transport, TransportRequest, TransportResponse } from "./transport/transport.ts";
