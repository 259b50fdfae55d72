import type { RestVersion } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { HttpError } from "./http-error.ts";
import { naming } from "./read-parameters.ts";
import type { ServedVersions } from "./served-versions.ts";

/** The operations by path and method. */
const paths = new Map<string, Map<string, OperationId>>();
for (const [id, { method, path }] of Object.entries<OperationDescriptor>(operations)) {
  const methods = paths.get(path) ?? new Map<string, OperationId>();
  // Object.entries forgets that the keys of a constant are known.
  paths.set(path, methods.set(method, id as OperationId));
}

/** True for a path of the REST API; the device's web server answers all others. */
export function isRestPath(pathname: string): boolean {
  return pathname.startsWith("/rest/");
}

/** The version in a path if it is served; otherwise the newest served version. */
export function versionOf(pathname: string, served: ServedVersions): RestVersion {
  const { version } = parsePath(pathname);
  return served.find((candidate) => candidate === version) ?? served[0];
}

/**
 * Finds the operation of a request.
 *
 * @throws {HttpError} 404 if the path does not exist, or not in this version; 405 if it does not
 *   support the method
 */
export function route(method: string, pathname: string, served: ServedVersions): OperationId {
  const { version, methods } = parsePath(pathname);
  if (!methods) throw new HttpError(404, "Resource not found.");
  if (version !== undefined && !served.some((candidate) => candidate === version)) {
    throw new HttpError(404, `Unsupported version${naming(version)}`, {
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

/** Splits a path; `methods` is undefined if the path does not exist in any version. */
function parsePath(pathname: string) {
  const unversioned = paths.get(pathname);
  if (unversioned) return { version: undefined, methods: unversioned };
  const [, version, rest] = /^\/rest\/([^/]+)(\/.+)$/.exec(pathname) ?? [];
  return { version, methods: paths.get(`/rest/{version}${rest}`) };
}
