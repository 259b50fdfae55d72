// For the tests of other packages. Not published.
export { type GeneratedInput, generateInputs } from "./generated-inputs.ts";
export { type HostileInput, type Outcome, readInputs } from "./read-inputs.ts";
