export { changeState, readState, type StateHandlers } from "./states/change-state.ts";
export { type StateServer, serveStates } from "./states/serve-states.ts";
export { StateError, type StateErrorCode } from "./states/state-error.ts";
export { type State, type StateName, type StateParameters, states } from "./states/states.ts";
