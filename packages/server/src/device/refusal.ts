const texts = {
  // The vendor's words.
  "lock-not-held": "User does not have the lock.",
  "locked-by-another": "Resource locked by another user",
  // Our words.
  "request-in-progress": "Another asynchronous request is in progress.",
  "no-pair": "The system is not one of a high-availability pair.",
  off: "The system is off.",
};

/** Why the device does not do what it was asked for. */
export type RefusalCode = keyof typeof texts;

/** The device does not do what it was asked for. Its message is what the device says. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** Why; stable, for programs. */
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(texts[code]);
    this.code = code;
  }
}
