import type { RestVersion } from "@asyncstatus/client";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import { facts } from "../../gen/facts.ts";
import type { Basis } from "../report/report.ts";

/** The fact of a name; where there is none, that of what it is part of. */
export function factOf(version: RestVersion, name: string): Basis & { readonly xml?: string } {
  const found = facts.find((fact) => fact.name === name && fact.versions.includes(version));
  if (found) {
    const { mark, note, xml } = found;
    return { name, mark, ...(note !== undefined && { note }), ...(xml !== undefined && { xml }) };
  }
  const whole = name.replace(/[/ ][^/ ]*$/, "");
  if (whole === name) throw new Error(`The specification of ${version} has no fact ${name}.`);
  return factOf(version, whole);
}

/** The path of a request in a version. */
export function pathOf(operationId: OperationId, version: RestVersion): string {
  return operations[operationId].path.replace("{version}", version);
}
