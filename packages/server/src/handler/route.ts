import { type RestVersion, restVersions } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { HttpError } from "./http-error.ts";
import type { ServedVersions } from "./served-versions.ts";

type Methods = ReadonlyMap<string, OperationId>;

/** What a path is made of. */
interface Place {
  /** What stands where a version stands. */
  readonly version: string | undefined;
  /** The operations by their methods; none where there is no such path. */
  readonly methods: Methods | undefined;
}

/** The operations by their paths and methods. */
const paths = new Map<string, Map<string, OperationId>>();
for (const [id, { method, path }] of Object.entries<OperationDescriptor>(operations)) {
  const methods = paths.get(path) ?? new Map<string, OperationId>();
  // Object.entries forgets that the keys of a constant are known.
  paths.set(path, methods.set(method, id as OperationId));
}

/** All the paths that there are. */
const places = new Map<string, Place>();
for (const [path, methods] of paths) {
  const versions = path.includes("{version}") ? restVersions : [undefined];
  for (const version of versions) {
    places.set(path.replace("{version}", `${version}`), { version, methods });
  }
}

/** The version in a path, where it is one of those served; otherwise the newest of them. */
export function versionOf(pathname: string, served: ServedVersions): RestVersion {
  const { version } = placeOf(pathname);
  return served.find((candidate) => candidate === version) ?? served[0];
}

/**
 * Finds the operation.
 *
 * @throws {HttpError} 404 where there is no such path, or not in this version; 405 where the path
 *   does not know the method.
 */
export function route(method: string, pathname: string, served: ServedVersions): OperationId {
  const { version, methods } = placeOf(pathname);
  if (!methods) throw new HttpError(404, "Resource not found.");
  if (version !== undefined && !served.some((candidate) => candidate === version)) {
    throw new HttpError(404, `Unsupported version: ${version}`, {
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

function placeOf(pathname: string): Place {
  return places.get(pathname) ?? unknownPlace(pathname);
}

/** What remains: no such path, or none in this version. */
function unknownPlace(pathname: string): Place {
  const [, version, rest] = /^\/rest\/([^/]+)(\/.+)$/.exec(pathname) ?? [];
  return { version, methods: paths.get(`/rest/{version}${rest}`) };
}
