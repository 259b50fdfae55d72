import type { AsyncRequest } from "../async-request.ts";

/** What somebody can do to the device, by REST, at the ACLI or in the GUI. */
export type Action =
  | { readonly kind: "issue"; readonly request: AsyncRequest }
  /** Takes the lock; gives it up again after this time, if that is given. */
  | { readonly kind: "lock"; readonly forMs?: number }
  | { readonly kind: "unlock" }
  | { readonly kind: "edit"; readonly text?: string; readonly fault?: string }
  | { readonly kind: "reboot" }
  | { readonly kind: "switchover" };
