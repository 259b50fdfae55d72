const messages = {
  // The vendor's texts.
  "lock-not-held": "User does not have the lock.",
  "locked-by-another": "Resource locked by another user",
  // Own texts.
  "request-in-progress": "Another asynchronous request is in progress.",
  "no-pair": "The system is not one of a high-availability pair.",
  standby: "The system is the standby of a high-availability pair.",
  "invalid-element": "Invalid configuration element",
  "element-exists": "The element exists already.",
  "no-such-element": "The element does not exist.",
  off: "The system is off.",
};

/** The reason why the device refuses a request or an action. */
export type RefusalCode = keyof typeof messages;

/** The device refuses a request or an action. The message is the one that the device sends. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string = messages[code]) {
    super(message);
    this.code = code;
  }
}
