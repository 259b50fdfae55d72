import { HttpError } from "./http-error.ts";

/** The text after `Bearer` in an `Authorization` header (RFC 6750). */
export function bearerToken(header: string | null): string | undefined {
  return credentials("bearer", header);
}

/** The bytes of `user:password` after `Basic` in an `Authorization` header (RFC 7617). */
export function basicCredentials(header: string | null): Uint8Array<ArrayBuffer> | undefined {
  const base64 = credentials("basic", header);
  if (base64 === undefined) return undefined;
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A 401, the same for each cause. */
export function unauthorized(scheme: "Basic" | "Bearer"): HttpError {
  const challenge = scheme === "Basic" ? 'Basic realm="rest"' : "Bearer";
  return new HttpError(401, "Client not authorized.", {
    headers: { "www-authenticate": challenge },
  });
}

function credentials(scheme: string, header: string | null): string | undefined {
  const [, given, text] = /^([a-z]+) +([\w.~+/-]+=*)$/i.exec(header ?? "") ?? [];
  return given?.toLowerCase() === scheme ? text : undefined;
}
