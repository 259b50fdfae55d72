export { type StateName, stateNames } from "./states/state-name.ts";
