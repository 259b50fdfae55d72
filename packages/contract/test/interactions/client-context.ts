import type { ConnectOptions, Sbc } from "@asyncstatus/client";

/** Where an interaction takes place: a device of which one answer is the contract's. */
export interface Stage {
  /** Logs the real client in as the administrator, unless told otherwise. */
  connect(options?: Partial<Pick<ConnectOptions, "renewalField" | "credentials">>): Promise<Sbc>;
  /** Lets time pass. */
  letPass(ms: number): void;
  /** The `Authorization` of the last request. */
  lastAuthorization(): string | undefined;
}
