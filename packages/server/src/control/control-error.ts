import type { ScenarioProblem } from "../scenario/scenario-error.ts";

/** Why the control interface does not do what it was asked for; stable, for programs. */
export type ControlErrorCode =
  | "not-found"
  | "method-not-allowed"
  | "forbidden"
  | "not-json"
  | "invalid"
  /** The clock passes by itself. */
  | "clock-not-virtual"
  /** What the device itself says. */
  | "refused";

const statuses: Readonly<Record<ControlErrorCode, number>> = {
  "not-found": 404,
  "method-not-allowed": 405,
  forbidden: 403,
  "not-json": 415,
  invalid: 400,
  "clock-not-virtual": 409,
  refused: 409,
};

/** The control interface does not do what it was asked for. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly code: ControlErrorCode;
  readonly problems: readonly ScenarioProblem[] | undefined;

  constructor(code: ControlErrorCode, message: string, problems?: readonly ScenarioProblem[]) {
    super(message);
    this.code = code;
    this.problems = problems;
  }

  get status(): number {
    return statuses[this.code];
  }
}
