import { type RestVersion, restVersions } from "@asyncstatus/model";

/** The REST versions that a device serves, newest first. */
export type ServedVersions = readonly [newest: RestVersion, ...older: RestVersion[]];

/**
 * Sorts the versions to serve, newest first.
 *
 * @throws {RangeError} if there are none, or one is not specified
 */
export function servedVersions(versions: readonly RestVersion[]): ServedVersions {
  const [newest, ...older] = restVersions.filter((version) => versions.includes(version));
  if (!newest || versions.some((version) => !restVersions.includes(version))) {
    const known = restVersions.join(", ");
    throw new RangeError(`Expected versions among ${known}, got '${versions.join(", ")}'.`);
  }
  return [newest, ...older];
}
