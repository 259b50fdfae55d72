import { type RestVersion, restVersions } from "@asyncstatus/model";
import { type OperationId, operations, queryIn } from "@asyncstatus/model/operations";
import { VersionError } from "../errors/version-error.ts";

type Query = Readonly<Record<string, string | undefined>>;

/**
 * Checks that a REST version has a request.
 *
 * @throws {VersionError} If it does not have a parameter or a value that another version has.
 */
export function requireVersion(version: RestVersion, id: OperationId, query: Query): void {
  const missing = missingIn(version, id, query);
  if (missing === undefined) return;
  const versions = restVersions.filter((other) => missingIn(other, id, query) === undefined);
  // The device refuses a parameter that no version has.
  if (versions.length === 0) return;
  throw new VersionError(id, missing, version, versions);
}

/** Returns the first parameter that a version does not have, with the value if only that is missing. */
function missingIn(version: RestVersion, id: OperationId, query: Query): string | undefined {
  const defined = queryIn(version, operations[id]);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const parameter = defined.find((candidate) => candidate.name === name);
    if (!parameter) return name;
    if (parameter.values && !parameter.values.includes(value)) return `${name}=${value}`;
  }
  return undefined;
}
