import type { ScenarioProblem } from "../scenario/scenario-error.ts";

const statuses = {
  "not-found": 404,
  "method-not-allowed": 405,
  forbidden: 403,
  "not-json": 415,
  invalid: 400,
  /** The clock advances by itself. */
  "clock-not-virtual": 409,
  /** The device refuses the action. */
  refused: 409,
};

/** The reason why the control interface refuses a request; stable, for programs. */
export type ControlErrorCode = keyof typeof statuses;

/** The control interface refuses a request. */
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
