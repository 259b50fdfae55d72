import { createHash } from "node:crypto";

/** Returns the SHA-256 of a value as JSON, such as `sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=`. */
export function hashOf(value: unknown): string {
  return `sha256-${createHash("sha256").update(JSON.stringify(value)).digest("base64")}`;
}
