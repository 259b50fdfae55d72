import type { RestVersion } from "@asyncstatus/client";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import type { SkipCode } from "../report/report.ts";
import { type CheckRunner, subjectOf } from "./check-runner.ts";
import { type AllowedOperation, allowedOperations, requestOf } from "./operation-check.ts";
import type { TestElement } from "./test-element.ts";

/** The actions that are allowed besides reading. */
export interface Allowance {
  /** True if the configuration lock can be acquired. */
  readonly changes: boolean;
  readonly operations: readonly AllowedOperation[];
  /** The element that can be added and deleted. */
  readonly testElement?: TestElement | undefined;
}

/** The conditions of the checks of a version. */
export interface Circumstances {
  /** The version that operations run in. */
  readonly operationsIn: RestVersion;
  /** True if a login returned a token. */
  readonly hasToken: boolean;
}

/** Adds each status in the specification that no check tested, with the reason. */
export function addSkippedChecks(
  runner: CheckRunner,
  version: RestVersion,
  allowed: Allowance,
  { operationsIn, hasToken }: Circumstances,
): void {
  const isElsewhere = version !== operationsIn;
  const known = new Set(
    runner.checks
      .filter((check) => check.version === version || isOfEveryVersion(check.name))
      .map(({ name }) => name),
  );
  for (const operationId of Object.keys(operations) as OperationId[]) {
    for (const status of Object.keys(operations[operationId].responses).map(Number)) {
      const name = `${operationId} ${status}`;
      // The 202 of an asynchronous request is added below, for each operation.
      if (known.has(name) || (operations[operationId].asynchronous && status === 202)) continue;
      const description = "The response is as specified.";
      const subject = subjectOf({ version, operationId }, status, description);
      const needsToken = operations[operationId].security === "bearer" && status < 400;
      const reason = skipReason(operationId, status, allowed, isElsewhere && operationsIn);
      if (needsToken && !hasToken && reason[0] === "not-testable") {
        runner.skip(subject, "no-token", "the login returned no token");
      } else runner.skip(subject, ...reason);
    }
  }
  const skipOperation = (
    operationId: OperationId,
    action: string,
    code: SkipCode,
    reason: string,
  ) => {
    const description = `A request to ${action} is accepted.`;
    const query = { action };
    runner.skip(subjectOf({ version, operationId, query }, 202, description), code, reason);
  };
  for (const operation of allowedOperations) {
    const request = requestOf[operation];
    if (!allowed.operations.includes(operation)) {
      const reason = `runs ${operation}; allow it with --allow-operations=${operation}`;
      skipOperation(request, operation, "not-allowed", reason);
    } else if (isElsewhere) {
      skipOperation(request, operation, "not-testable", `tested in ${operationsIn} only`);
    } else if (!hasToken) {
      skipOperation(request, operation, "no-token", "the login returned no token");
    }
  }
  skipOperation(requestOf.save, "restore", "never-run", "replaces the configuration; never run");
  skipOperation(requestOf.activate, "backup", "never-run", "writes a file; never run");
}

/** A request whose path does not name the version is sent once. */
function isOfEveryVersion(name: string): boolean {
  const [operationId] = name.split(" ");
  return !operations[operationId as OperationId].path.includes("{version}");
}

function skipReason(
  operationId: OperationId,
  status: number,
  { changes, testElement }: Allowance,
  elsewhere: RestVersion | false,
): [SkipCode, string] {
  if (operationId === "reboot" || operationId === "switchOver") {
    return ["never-run", "takes the system out of service; never run"];
  }
  if (
    operations[operationId].path.endsWith("/configElements") &&
    [200, 204, 409].includes(status)
  ) {
    if (operationId === "changeConfigElement") {
      return ["never-run", "changes the configuration; never run"];
    }
    if (!testElement) {
      return ["not-allowed", "adds and deletes an element; name one with --test-element"];
    }
    if (elsewhere) return ["not-testable", `tested in ${elsewhere} only`];
  }
  const isLock = operationId === "lockConfiguration" || operationId === "unlockConfiguration";
  if (isLock && !changes && (status === 204 || status === 423)) {
    return ["not-allowed", "acquires the configuration lock; allow it with --allow-changes"];
  }
  return ["not-testable", reasonOfStatus[status] ?? "did not occur"];
}

const malformed = "a faulty device could execute a malformed request";

const reasonOfStatus: Readonly<Record<number, string>> = {
  400: malformed,
  401: "tested with admin/asyncstatus; wrong passwords are not tried because they can lock the user out",
  403: "needs a user who is not an administrator",
  404: "tested with admin/asyncstatus and api/supportedversions",
  406: "tested with admin/asyncstatus",
  415: malformed,
  423: "a faulty device could execute the request instead of rejecting it",
  426: "needs plain HTTP, which is never used",
  500: "can't be caused from outside the device",
};
