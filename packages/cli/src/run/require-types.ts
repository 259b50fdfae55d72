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
  if (!(error instanceof DeviceError)) return;
  if (error.code !== "not-found" && error.code !== "bad-request") return;
  const types = await sbc.elements.types({ signal: run.signal });
  const unknown = names.find((wanted) => !types.some(({ name }) => name === wanted));
  if (unknown === undefined) return;
  throw new UsageError(
    `the device has no element type ${unknown}`,
    `To show them, run: ${run.commandFor("elements types")}`,
  );
}
