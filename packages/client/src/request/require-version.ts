import { type RestVersion, restVersions } from "@asyncstatus/model";
import { type OperationId, operations, queryIn } from "@asyncstatus/model/operations";
import { VersionError } from "../errors/version-error.ts";

type Query = Readonly<Record<string, string | undefined>>;

/**
 * Makes sure that a request can be put in a version.
 *
 * @throws {VersionError} where the version does not have a parameter or a word that another has.
 */
export function requireVersion(version: RestVersion, id: OperationId, query: Query): void {
  const missing = missingIn(version, id, query);
  if (missing === undefined) return;
  const versions = restVersions.filter((other) => missingIn(other, id, query) === undefined);
  // What no version has is for the device to refuse.
  if (versions.length === 0) return;
  throw new VersionError(id, missing, version, versions);
}

/** The first parameter that a version does not have, with the word where it is only this that is missing. */
function missingIn(version: RestVersion, id: OperationId, query: Query): string | undefined {
  const defined = queryIn(version, operations[id]);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    const parameter = defined.find((candidate) => candidate.name === name);
    if (!parameter) return name;
    if (parameter.words && !parameter.words.includes(value)) return `${name}=${value}`;
  }
  return undefined;
}
