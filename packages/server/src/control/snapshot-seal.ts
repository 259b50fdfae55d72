import type { DeviceSnapshot } from "../device/snapshot.ts";
import { ControlError } from "./control-error.ts";

/** A snapshot with its digest. */
export interface SealedSnapshot {
  readonly snapshot: DeviceSnapshot;
  /** Of the snapshot's JSON. It detects accidents, not malice. */
  readonly sha256: string;
}

/** Seals a snapshot. */
export async function seal(snapshot: DeviceSnapshot): Promise<SealedSnapshot> {
  return { snapshot, sha256: await digest(snapshot) };
}

/** Opens a sealed snapshot. @throws {ControlError} `invalid` if it is not one, or was changed */
export async function unseal(value: unknown): Promise<DeviceSnapshot> {
  const isObject = typeof value === "object" && value !== null;
  if (isObject && "snapshot" in value && "sha256" in value) {
    if (value.sha256 === (await digest(value.snapshot))) {
      // The digest shows that it is unchanged since `seal`.
      return value.snapshot as DeviceSnapshot;
    }
  }
  throw new ControlError("invalid", "Expected an unchanged snapshot from GET /snapshot.");
}

async function digest(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
