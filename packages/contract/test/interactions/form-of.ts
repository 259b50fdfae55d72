import { type RestVersion, restVersions } from "@asyncstatus/client";

/**
 * The version in whose form an answer is written. Where nobody has got as far as the version, or the
 * device does not have it, that is the newest (assumed).
 */
export function formOf(version: RestVersion, status: number): RestVersion {
  return status === 404 || status === 426 ? restVersions[0] : version;
}
