import type { AsyncStatusData, ConfigVersions, OperationState } from "@asyncstatus/model";
import type { Session, SessionCallOptions } from "../session/session.ts";
import type { SystemIdentity } from "./wait-state.ts";

/** A status, and what the device reports beside it. */
export type AsyncStatus = Pick<AsyncStatusData, "operationState" | "additionalInfo">;

/** Reads the status of the most recent asynchronous request of any user, and more about its result. */
export async function readAsyncStatus(
  session: Session,
  options: SessionCallOptions,
): Promise<AsyncStatus> {
  const { data } = await session.call("getAsyncStatus", options);
  const { operationState, additionalInfo } = data;
  return { ...(operationState && { operationState }), ...(additionalInfo && { additionalInfo }) };
}

/** Reads the status of the most recent asynchronous request of any user. */
export async function readStatus(
  session: Session,
  options: SessionCallOptions,
): Promise<OperationState | undefined> {
  return (await readAsyncStatus(session, options)).operationState;
}

/** Reads the versions of the saved and running configurations. */
export async function readVersions(
  session: Session,
  options: SessionCallOptions,
): Promise<ConfigVersions> {
  const { data } = await session.call("getConfigurationVersions", options);
  return data.configVersions;
}

/** Reads the identity and the uptime of the system. */
export async function readSystem(
  session: Session,
  options: SessionCallOptions,
): Promise<SystemIdentity> {
  const { data } = await session.call("getSystemStatus", options);
  const role = data.role === "unknown" ? data.raw?.role : data.role;
  // The vendor's examples use one name, its schema the other.
  const uptimeSeconds = data.uptimeSeconds ?? data.upTime;
  return {
    ...(data.hostName !== undefined && { hostName: data.hostName }),
    ...(role !== undefined && { role }),
    ...(uptimeSeconds !== undefined && { uptimeSeconds }),
    ...(data.haPeerName !== undefined && { peerName: data.haPeerName }),
    ...(data.haSwitchOvers !== undefined && { switchovers: data.haSwitchOvers }),
  };
}
