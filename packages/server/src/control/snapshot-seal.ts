import type { DeviceSnapshot } from "../device/device-snapshot.ts";
import { ControlError } from "./control-error.ts";

/** A snapshot as it is given out and taken back: whole, or not at all. */
export interface SealedSnapshot {
  readonly snapshot: DeviceSnapshot;
  /** Of the snapshot's JSON. It finds accidents, not malice. */
  readonly sha256: string;
}

/** Seals a snapshot. */
export async function seal(snapshot: DeviceSnapshot): Promise<SealedSnapshot> {
  return { snapshot, sha256: await digest(snapshot) };
}

/** Opens what was sealed. @throws {ControlError} `invalid` where it is something else */
export async function unseal(value: unknown): Promise<DeviceSnapshot> {
  const isObject = typeof value === "object" && value !== null;
  if (isObject && "snapshot" in value && "sha256" in value) {
    if (value.sha256 === (await digest(value.snapshot))) {
      // The digest says that it is what `seal` was given.
      return value.snapshot as DeviceSnapshot;
    }
  }
  throw new ControlError("invalid", "Expected a snapshot, unchanged, as GET /snapshot gives it");
}

async function digest(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
