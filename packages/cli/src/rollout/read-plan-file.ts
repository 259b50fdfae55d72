import { dirname, isAbsolute, join } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import type { InventoryDevice, Plan } from "@asyncstatus/fleet";
import { readChangeFile } from "../change/read-change-file.ts";
import type { Target } from "../connection/resolve-targets.ts";
import { UsageError } from "../errors.ts";

/**
 * Reads a plan that only the user can have written, and its change file.
 *
 * @throws {PlanError} With line and column.
 * @throws {UsageError} If a file can't be used.
 */
export async function readPlanFile(file: string): Promise<Plan> {
  const { readPlan, withChange } = await import("@asyncstatus/fleet");
  const read = readCheckedFile(file, "settings");
  if (!read) throw new UsageError(`no such plan: ${file}`);
  const plan = readPlan(read.text, file);
  if (!("apply" in plan.change)) return plan;
  const { apply } = plan.change;
  const source = isAbsolute(apply) ? apply : join(dirname(file), apply);
  return withChange(plan, (await readChangeFile(source)).change);
}

/** Returns a device as a rollout knows it. Its host has no scheme, and a port only if it isn't 443. */
export function toInventoryDevice({
  endpoint,
  fleet = {},
}: {
  readonly endpoint: URL;
  readonly fleet?: Target["fleet"];
}): InventoryDevice {
  const { site, region, labels, pair, group } = fleet;
  return {
    host: endpoint.host,
    ...(site !== undefined && { site }),
    ...(region !== undefined && { region }),
    ...(labels !== undefined && { labels }),
    ...(pair !== undefined && { pair }),
    ...(group !== undefined && { group }),
  };
}
