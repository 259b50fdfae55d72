import { DeviceError, type Sbc } from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import type { HostRun } from "./host-run.ts";

/** Checks after a 400 or 404 that the device has element types. @throws {UsageError} If it lacks one. */
export async function requireTypes(
  run: HostRun,
  sbc: Sbc,
  names: readonly string[],
  error: unknown,
): Promise<void> {
  const unknown = await findUnknownType(run, sbc, names, error);
  if (unknown === undefined) return;
  throw new UsageError(
    `the device has no element type ${unknown}`,
    `To show them, run: ${run.commandFor("elements types")}`,
  );
}

/** Returns the first element type that the device lacks, if the error is a 400 or 404. */
export async function findUnknownType(
  { signal }: Pick<HostRun, "signal">,
  sbc: Sbc,
  names: readonly string[],
  error: unknown,
): Promise<string | undefined> {
  if (!(error instanceof DeviceError)) return undefined;
  if (error.code !== "not-found" && error.code !== "bad-request") return undefined;
  const types = await sbc.elements.types({ signal });
  return names.find((wanted) => !types.some(({ name }) => name === wanted));
}
