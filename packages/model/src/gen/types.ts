// Generated from spec/openapi by `pnpm generate`. Do not edit.

import type { Decoded } from "../codec/decoded.ts";
import type { XmlContent } from "../xml/xml-element.ts";

/** The REST API versions, newest first. */
export const restVersions = ["v1.2", "v1.1", "v1.0"] as const;

/** A REST API version, as in a path. */
export type RestVersion = (typeof restVersions)[number];

/** The device has taken a request and works on. */
export interface AcceptedResponse extends Decoded<never> {
  /** Nothing. */
  data: XmlContent;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** A new access token. */
export interface AccessTokenData extends Decoded<never> {
  /** The token. Opaque; it lives ten minutes. */
  accessToken: string;
}

/** The answer of `auth/token`. */
export interface AccessTokenResponse extends Decoded<never> {
  data: AccessTokenData;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** The last asynchronous request of anybody. Empty where there has been none yet. */
export interface AsyncStatusData extends Decoded<never> {
  operationState?: OperationState;
  /** What the request has to say beyond its status; its content depends on the request. */
  additionalInfo?: XmlContent;
}

/** The answer of `admin/asyncstatus`. */
export interface AsyncStatusResponse extends Decoded<never> {
  data: AsyncStatusData;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** Two counters, each one higher for each new version. */
export interface ConfigVersions extends Decoded<never> {
  /** The version of the saved configuration. */
  currentVersion: number;
  /** The version of the running configuration. */
  runningVersion: number;
}

/** The place of the versions. */
export interface ConfigurationVersionsData extends Decoded<never> {
  configVersions: ConfigVersions;
}

/** The answer of `configuration/versions`. */
export interface ConfigurationVersionsResponse extends Decoded<never> {
  data: ConfigurationVersionsData;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** Why a request was refused (4xx) or could not be done (5xx). */
export interface ErrorResponse extends Decoded<never> {
  /** Nothing. */
  data: XmlContent;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** One thing that went wrong. */
export interface Message extends Decoded<never> {
  /** The reason, in the device's words. */
  errorMessage?: string;
  /** A sentence with URLs that the client may want instead. Not a URL itself. */
  link?: string;
}

/** The name of an asynchronous request, which is the name of its action. */
export type OperationName = "activate" | "save" | "verify" | "restore" | "backup";

/** Every OperationName, in the order of the specification. */
export const operationNameValues = [
  "activate",
  "save",
  "verify",
  "restore",
  "backup",
] as const satisfies readonly OperationName[];

/** The values of OperationName that a version does not have. */
export const operationNameValuesNotIn: Partial<Record<RestVersion, readonly OperationName[]>> = {
  "v1.0": ["backup"],
};

/** What the device says of the last asynchronous request. */
export interface OperationState extends Decoded<"operation" | "status" | never> {
  operation: OperationName | "unknown";
  status: OperationStatus | "unknown";
  /** Why the request failed, in the device's words. */
  errorMessage?: string;
}

/** Where the request stands. `success` and `fail` are final, `inProgress` is not. */
export type OperationStatus = "inProgress" | "success" | "fail";

/** Every OperationStatus, in the order of the specification. */
export const operationStatusValues = [
  "inProgress",
  "success",
  "fail",
] as const satisfies readonly OperationStatus[];

/** The part that a system plays. `standalone` where there is no pair. */
export type Role = "active" | "standby" | "out of service" | "standalone";

/** Every Role, in the order of the specification. */
export const roleValues = [
  "active",
  "standby",
  "out of service",
  "standalone",
] as const satisfies readonly Role[];

/** The REST API versions that the device serves. */
export interface SupportedVersions extends Decoded<never> {
  /** The latest version, as it stands in a path. */
  latestVersion: string;
  /** The older versions. */
  otherVersions: string[];
}

/** The place of the versions. */
export interface SupportedVersionsData extends Decoded<never> {
  supportedVersions: SupportedVersions;
}

/** The answer of `api/supportedversions`. */
export interface SupportedVersionsResponse extends Decoded<never> {
  data: SupportedVersionsData;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** Whether the system is in service. */
export type SystemState = "online" | "offline";

/** Every SystemState, in the order of the specification. */
export const systemStateValues = ["online", "offline"] as const satisfies readonly SystemState[];

/** The state of this system and, in a high-availability pair, of its peer. */
export interface SystemStatusData extends Decoded<"systemState" | "role" | "haPeerRole" | never> {
  /** Seconds since the system started, in the vendor's examples. */
  uptimeSeconds?: number;
  /** Seconds since the system started, in the vendor's schema. */
  upTime?: number;
  /** The name of this system. */
  hostName?: string;
  systemState?: SystemState | "unknown";
  role?: Role | "unknown";
  /** The health of this system, in percent. */
  healthScorePercent?: number;
  /** The name of the peer. */
  haPeerName?: string;
  haPeerRole?: Role | "unknown";
  /** The health of the peer, in percent. */
  haHealthScorePercent?: number;
  /** Sockets between the pair. */
  haSockets?: number;
  /** Switchovers so far. */
  haSwitchOvers?: number;
  /** How far each component of the pair is synchronised. */
  haSyncState?: XmlContent;
  /** Earlier switchovers. */
  switchOverLogs?: XmlContent;
}

/** The answer of `system/status`. */
export interface SystemStatusResponse extends Decoded<never> {
  data: SystemStatusData;
  /** What went wrong. Empty on success. */
  messages: Message[];
  /** After a 202 of an asynchronous request, the absolute URL of `admin/asyncstatus`; after that of a reboot, a sentence for people. Otherwise empty. */
  links: string[];
}

/** Every document, by its name. */
export interface Documents {
  AcceptedResponse: AcceptedResponse;
  AccessTokenResponse: AccessTokenResponse;
  AsyncStatusResponse: AsyncStatusResponse;
  ConfigurationVersionsResponse: ConfigurationVersionsResponse;
  ErrorResponse: ErrorResponse;
  SupportedVersionsResponse: SupportedVersionsResponse;
  SystemStatusResponse: SystemStatusResponse;
}

/** The name of a document. */
export type DocumentName = keyof Documents;
