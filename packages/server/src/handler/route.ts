import type { RestVersion } from "@asyncstatus/model";
import { type OperationDescriptor, type OperationId, operations } from "../gen/operations.ts";
import { HttpError } from "./http-error.ts";

/** The versions that are served, newest first. */
export const servedVersions = ["v1.2"] as const satisfies readonly RestVersion[];

/** What a method and a path ask for. */
export interface Route {
  readonly id: OperationId;
  /** The version in the path; the latest where the path has none. */
  readonly version: RestVersion;
}

/** The operations by their paths and methods. */
const paths = new Map<string, Map<string, OperationId>>();
for (const [id, { method, path }] of Object.entries<OperationDescriptor>(operations)) {
  const methods = paths.get(path) ?? new Map<string, OperationId>();
  // Object.entries forgets that the keys of a constant are known.
  paths.set(path, methods.set(method, id as OperationId));
}

/**
 * Finds the operation.
 *
 * @throws {HttpError} 404 where there is no such path, or not in this version; 405 where the path
 *   does not know the method.
 */
export function route(method: string, pathname: string): Route {
  const [, versionInPath, rest] = /^\/rest\/([^/]+)(\/.+)$/.exec(pathname) ?? [];
  const unversioned = paths.get(pathname);
  const methods = unversioned ?? paths.get(`/rest/{version}${rest}`);
  if (!methods) throw new HttpError(404, "Resource not found.");
  const version = unversioned
    ? servedVersions[0]
    : servedVersions.find((candidate) => candidate === versionInPath);
  if (!version) {
    throw new HttpError(404, `Unsupported version: ${versionInPath}`, {
      link: `Supported versions: ${servedVersions.join(", ")}`,
    });
  }
  const id = methods.get(method);
  if (!id) {
    throw new HttpError(405, `Method ${method} is not supported for this URI.`, {
      headers: { allow: [...methods.keys()].join(", ") },
    });
  }
  return { id, version };
}
