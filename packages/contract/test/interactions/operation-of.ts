import type { RestVersion } from "@asyncstatus/client";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";

/** The operation of a method and a path; another one of the path if it does not have the method. */
export function operationOf(version: RestVersion, method: string, pathname: string): OperationId {
  const all = Object.entries<OperationDescriptor>(operations);
  const ofPath = all.filter(([, { path }]) => path.replace("{version}", version) === pathname);
  const [id] = ofPath.find(([, operation]) => operation.method === method) ?? ofPath[0] ?? [];
  if (id === undefined) throw new Error(`${method} ${pathname} is not an operation of ${version}.`);
  return id as OperationId;
}
