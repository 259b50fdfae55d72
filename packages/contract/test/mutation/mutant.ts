import type { Answered } from "../validation/validate-response.ts";

/** The kinds of change that a referee has to see. */
export const mutantKinds = [
  "status",
  "content type",
  "header",
  "body as a whole",
  "element removed",
  "element renamed",
  "element doubled",
  "element added",
  "text changed",
  "text emptied",
  "text added",
  "attribute added",
  "order",
] as const;

/** A kind of change. */
export type MutantKind = (typeof mutantKinds)[number];

/** One change of an answer on its way. */
export interface Mutant {
  readonly kind: MutantKind;
  /** What is changed; no other of the same answer and kind says the same. */
  readonly what: string;
  readonly change: (answer: Answered) => Answered;
}
