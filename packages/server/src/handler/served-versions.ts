import { type RestVersion, restVersions } from "@asyncstatus/model";

/** The versions that a device serves, newest first. */
export type ServedVersions = readonly [newest: RestVersion, ...older: RestVersion[]];

/**
 * Puts the versions that are to be served in order.
 *
 * @throws {RangeError} where there is none, or one that is not specified
 */
export function servedVersions(versions: readonly RestVersion[]): ServedVersions {
  const [newest, ...older] = restVersions.filter((version) => versions.includes(version));
  if (!newest || versions.some((version) => !restVersions.includes(version))) {
    const known = restVersions.join(", ");
    throw new RangeError(`Expected versions among ${known}, got '${versions.join(", ")}'.`);
  }
  return [newest, ...older];
}
