export { exitCodeOf } from "./command/exit-code.ts";
export {
  type CommandIo,
  type VerifyCommandOptions,
  verifyCommand,
} from "./command/verify-command.ts";
export {
  type CommandOption,
  type OptionValues,
  verifyExitCodes,
  verifyOptions,
} from "./command/verify-options.ts";
export type { Fact, Mark } from "./gen/facts.ts";
export {
  changeState,
  readState,
  StateError,
  type StateErrorCode,
  type StateHandlers,
} from "./states/change-state.ts";
export { type StateServer, serveStates } from "./states/serve-states.ts";
export {
  type ProviderValues,
  type State,
  type StateName,
  type StateParameters,
  states,
} from "./states/states.ts";
export type { AllowedOperation } from "./verify/checks/operation-check.ts";
export type { TestElement } from "./verify/checks/test-element.ts";
export { formatJUnit } from "./verify/report/format-junit.ts";
export { formatReport } from "./verify/report/format-report.ts";
export type {
  Check,
  CheckResult,
  Completion,
  Report,
  SkipCode,
} from "./verify/report/report.ts";
export type { Transcript, TranscriptEntry } from "./verify/report/transcript.ts";
export type { CitedFact, Finding, Rule } from "./verify/validation/finding.ts";
export { type VerifyOptions, verifyProvider } from "./verify/verify-provider.ts";
