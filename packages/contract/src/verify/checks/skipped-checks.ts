import type { RestVersion } from "@asyncstatus/client";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import type { Check } from "../report/report.ts";
import type { Run } from "./check-runner.ts";
import { type AllowedOperation, allowedOperations, requestOf } from "./operation-check.ts";

/** What a verification may do beyond reading. */
export interface Allowance {
  /** Whether the configuration lock may be taken and released. */
  readonly changes: boolean;
  /** The asynchronous requests that may be made. */
  readonly operations: readonly AllowedOperation[];
  /** The one REST version that they are made in. */
  readonly operationsIn: RestVersion;
}

/** Adds, for each answer of the specification that no check was about, why it was not tried. */
export function tellWhatIsNotTried(run: Run, version: RestVersion, allowed: Allowance): void {
  const told = new Set(
    run.checks
      .filter((check) => check.version === version || isOfEveryVersion(check.name))
      .map(({ name }) => name),
  );
  for (const operationId of Object.keys(operations) as OperationId[]) {
    for (const status of Object.keys(operations[operationId].responses).map(Number)) {
      const name = `${operationId} ${status}`;
      // The 202 of each asynchronous request is told of below, by what it does.
      if (told.has(name) || (operations[operationId].asynchronous && status === 202)) continue;
      const what = `${operationId} is answered ${status} as specified.`;
      run.notTried({ version, name, what }, why(operationId, status, allowed));
    }
  }
  for (const operation of allowedOperations) {
    const isAllowed = allowed.operations.includes(operation);
    if (isAllowed && version === allowed.operationsIn) continue;
    const about: Pick<Check, "version" | "name" | "what"> = {
      version,
      name: `${requestOf[operation]} 202`,
      what: `A request to ${operation} is taken.`,
    };
    const reason = isAllowed
      ? `done in ${allowed.operationsIn} only`
      : `would ${operation} the configuration: --allow-operations=${operation}`;
    run.notTried(about, reason);
  }
  run.notTried(
    { version, name: `${requestOf.save} 202`, what: "A request to restore is taken." },
    "would replace the configuration: never done by a verification",
  );
  run.notTried(
    { version, name: `${requestOf.activate} 202`, what: "A request to back up is taken." },
    "would write a file: never done by a verification",
  );
}

/** A request whose path names no version is asked once. */
function isOfEveryVersion(name: string): boolean {
  const [operationId] = name.split(" ");
  return !operations[operationId as OperationId].path.includes("{version}");
}

function why(operationId: OperationId, status: number, allowed: Allowance): string {
  if (operationId === "reboot" || operationId === "switchOver") {
    return "would take the system out of service: never done by a verification";
  }
  if (operationId === "lockConfiguration" || operationId === "unlockConfiguration") {
    if ((status === 204 || status === 423) && !allowed.changes) {
      return "would take the configuration lock: --allow-changes";
    }
  }
  return whyOfStatus[status] ?? "there was no occasion";
}

const whyOfStatus: Readonly<Record<number, string>> = {
  200: "the user may not ask for it, or the login failed",
  400: "a faulty provider could carry out a malformed request",
  401: "tried with admin/asyncstatus; wrong passwords are not tried, for they can lock the user out",
  403: "needs a user who is not an administrator",
  404: "tried with admin/asyncstatus and api/supportedversions",
  406: "tried with admin/asyncstatus",
  415: "a faulty provider could carry out a malformed request",
  423: "a faulty provider could carry out what it should refuse",
  426: "needs plain HTTP, which is never spoken",
  500: "cannot be brought about from outside",
};
