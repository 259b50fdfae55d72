import type { RestVersion } from "@asyncstatus/model";
import { type OperationDescriptor, type OperationId, operations } from "../gen/operations.ts";
import { HttpError } from "./http-error.ts";
import type { ServedVersions } from "./served-versions.ts";

/** The operations by their paths and methods. */
const paths = new Map<string, Map<string, OperationId>>();
for (const [id, { method, path }] of Object.entries<OperationDescriptor>(operations)) {
  const methods = paths.get(path) ?? new Map<string, OperationId>();
  // Object.entries forgets that the keys of a constant are known.
  paths.set(path, methods.set(method, id as OperationId));
}

/** The version in a path, where it is one of those served; otherwise the newest of them. */
export function versionOf(pathname: string, served: ServedVersions): RestVersion {
  return served.find((version) => version === segments(pathname).version) ?? served[0];
}

/**
 * Finds the operation.
 *
 * @throws {HttpError} 404 where there is no such path, or not in this version; 405 where the path
 *   does not know the method.
 */
export function route(method: string, pathname: string, served: ServedVersions): OperationId {
  const { version: versionInPath, rest } = segments(pathname);
  const unversioned = paths.get(pathname);
  const methods = unversioned ?? paths.get(`/rest/{version}${rest}`);
  if (!methods) throw new HttpError(404, "Resource not found.");
  if (!unversioned && versionOf(pathname, served) !== versionInPath) {
    throw new HttpError(404, `Unsupported version: ${versionInPath}`, {
      link: `Supported versions: ${served.join(", ")}`,
    });
  }
  const id = methods.get(method);
  if (!id) {
    throw new HttpError(405, `Method ${method} is not supported for this URI.`, {
      headers: { allow: [...methods.keys()].join(", ") },
    });
  }
  return id;
}

function segments(pathname: string) {
  const [, version, rest] = /^\/rest\/([^/]+)(\/.+)$/.exec(pathname) ?? [];
  return { version, rest };
}
