import type { ConfigVersions, OperationState } from "@asyncstatus/model";
import type { Session, SessionCallOptions } from "../session/session.ts";
import type { SystemIdentity } from "./wait-state.ts";

/** What the slot shows: the last asynchronous request of anybody. */
export async function readStatus(
  session: Session,
  options: SessionCallOptions,
): Promise<OperationState | undefined> {
  const { data } = await session.call("getAsyncStatus", options);
  return data.operationState;
}

/** The versions of the saved and of the running configuration. */
export async function readVersions(
  session: Session,
  options: SessionCallOptions,
): Promise<ConfigVersions> {
  const { data } = await session.call("getConfigurationVersions", options);
  return data.configVersions;
}

/** Which system answers, and since when it runs. */
export async function readSystem(
  session: Session,
  options: SessionCallOptions,
): Promise<SystemIdentity> {
  const { data } = await session.call("getSystemStatus", options);
  const role = data.role === "unknown" ? data.raw?.role : data.role;
  // The vendor's examples have one name, its schema the other.
  const uptimeSeconds = data.uptimeSeconds ?? data.upTime;
  return {
    ...(data.hostName !== undefined && { hostName: data.hostName }),
    ...(role !== undefined && { role }),
    ...(uptimeSeconds !== undefined && { uptimeSeconds }),
  };
}
