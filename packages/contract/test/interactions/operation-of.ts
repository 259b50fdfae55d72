import type { RestVersion } from "@asyncstatus/client";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";

/** The request that a method and a path put; where the path does not know the method, another of the path. */
export function operationOf(version: RestVersion, method: string, pathname: string): OperationId {
  const all = Object.entries<OperationDescriptor>(operations);
  const ofPath = all.filter(([, { path }]) => path.replace("{version}", version) === pathname);
  const [id] = ofPath.find(([, operation]) => operation.method === method) ?? ofPath[0] ?? [];
  if (id === undefined) throw new Error(`${method} ${pathname} is no request of ${version}.`);
  // Object.entries forgets that the keys of a constant are known.
  return id as OperationId;
}
