import type { ErrorItems } from "@asyncstatus/model";

/**
 * What the vendor does not document and nobody has observed. Each is a switch, so that software can
 * be tried against a device of either kind; none of the defaults is a statement about real devices.
 */
export interface Assumptions {
  /**
   * What becomes of an asynchronous request while another is in progress: it is answered 400, or it
   * takes the place of the other in asyncstatus while both go on.
   *
   * @default "refused": both would work on the same configuration, and 400 is what the vendor
   *   documents for a request that cannot be processed.
   */
  readonly secondRequest: "refused" | "replaces";
  /**
   * How long after its 202 asyncstatus goes on showing the request before, in milliseconds.
   *
   * @default 0: asyncstatus is documented to show the request issued last, with no exception.
   */
  readonly registrationDelayMs: number;
  /**
   * What asyncstatus shows after a reboot: nothing, or what it showed before. A request that the
   * reboot cut short then stays `inProgress` until another is issued.
   *
   * @default "blank": the status is documented as the system's, not as part of any configuration.
   */
  readonly statusAfterReboot: "blank" | "kept";
  /**
   * Whether a save of a configuration without changes moves `currentVersion`.
   *
   * @default "keepsVersion": the counter is documented to grow by one for each new version, and
   *   there is none. It is also the harder case for whoever takes the counter as a witness.
   */
  readonly saveWithoutChange: "keepsVersion" | "movesVersion";
  /**
   * Whether a renewed token goes on being accepted until it expires. The lock is the new token's in
   * either case, as documented.
   *
   * @default "revoked": a client that uses the old token by mistake then learns of it.
   */
  readonly renewedToken: "revoked" | "valid";
  /**
   * The form field that carries the token to renew.
   *
   * @default "token": the vendor documents that the token is in the form, not under which name.
   */
  readonly tokenField: string;
  /**
   * What becomes of query parameters and form fields that the request does not define: 400, or they
   * are passed over.
   *
   * @default "refused": a misspelt name is then found where the software is developed.
   */
  readonly unknownParameter: "refused" | "ignored";
  /**
   * The element of system/status that holds the uptime.
   *
   * @default "uptimeSeconds": the vendor's examples say so; its schema says `upTime`.
   */
  readonly uptimeElement: "uptimeSeconds" | "upTime";
  /**
   * How the items of an error nest from v1.1 on: one `message` element an item, or the items' own
   * elements straight below `messages`, as in v1.0.
   *
   * @default "wrapped": an array of items is documented, and an element an item is how XML has one.
   */
  readonly errorItems: ErrorItems;
  /**
   * What asyncstatus shows in v1.0, which has no word for it, while the request issued last is a backup
   * of a newer version: nothing, or the request before it.
   *
   * @default "blank": asyncstatus is documented to show the request issued last, and no other.
   */
  readonly backupInV1_0: "blank" | "previous";
}

/** The device as it is unless told otherwise. */
export const defaultAssumptions: Assumptions = {
  secondRequest: "refused",
  registrationDelayMs: 0,
  statusAfterReboot: "blank",
  saveWithoutChange: "keepsVersion",
  renewedToken: "revoked",
  tokenField: "token",
  unknownParameter: "refused",
  uptimeElement: "uptimeSeconds",
  errorItems: "wrapped",
  backupInV1_0: "blank",
};
