// Generated from spec/openapi by `pnpm generate`. Do not edit.

import type { Decoded } from "../schema/decoded.ts";
import type { XmlContent } from "../xml/xml-element.ts";

/** The REST API versions, newest first. */
export const restVersions = ["v1.2", "v1.1", "v1.0"] as const;

/** A REST API version, as it appears in a path. */
export type RestVersion = (typeof restVersions)[number];

/** The device accepted a request, which continues after the response. */
export interface AcceptedResponse extends Decoded<never> {
  /** No content. */
  data: XmlContent;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** A new access token. */
export interface AccessTokenData extends Decoded<never> {
  /** The token. Opaque; valid for ten minutes. */
  accessToken: string;
}

/** The response to `auth/token`. */
export interface AccessTokenResponse extends Decoded<never> {
  data: AccessTokenData;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** The most recent asynchronous request, from any user. */
export interface AsyncStatusData extends Decoded<never> {
  operationState?: OperationState;
  /** Additional information about the result. The content depends on the request; in v1.0, `verifySummary` is documented. */
  additionalInfo?: XmlContent;
}

/** The response to `admin/asyncstatus`. */
export interface AsyncStatusResponse extends Decoded<never> {
  data: AsyncStatusData;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** An attribute of an element type. */
export interface AttributeMetadata extends Decoded<never> {
  /** The name of the attribute. */
  name: string;
  /** True for a key attribute. All key attributes together identify an element. */
  key?: boolean;
  /** The type of its values, and their range. */
  type?: XmlContent;
}

/** An element of the configuration. It is also the body of a request that adds or changes one. */
export interface ConfigElement extends Decoded<never> {
  /** The element type, such as `session-agent`. The types differ from system to system. */
  elementType: string;
  /** The attributes. A request that changes an element has the key attributes and those to change. */
  attributes: ElementAttribute[];
  /** Elements below this one. */
  subElements: SubElement[];
}

/** The response to `configuration/configElements`: the elements that were found, or, after an add or a change, the complete element. */
export interface ConfigElementsResponse extends Decoded<never> {
  /** The elements. At most 100; `links` has the URL of the next page. */
  data: ConfigElement[];
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** Two version counters. A save increases `currentVersion` by one; an activate makes `runningVersion` equal to it. */
export interface ConfigVersions extends Decoded<never> {
  /** The version of the saved configuration. */
  currentVersion: number;
  /** The version of the running configuration. */
  runningVersion: number;
}

/** The wrapper of the configuration versions. */
export interface ConfigurationVersionsData extends Decoded<never> {
  configVersions: ConfigVersions;
}

/** The response to `configuration/versions`. */
export interface ConfigurationVersionsResponse extends Decoded<never> {
  data: ConfigurationVersionsData;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** An attribute of an element. */
export interface ElementAttribute extends Decoded<never> {
  /** The name, as in `configuration/elementTypes/metadata`. */
  name: string;
  /** The values. Most attributes have one. */
  values: string[];
}

/** An element type. */
export interface ElementType extends Decoded<never> {
  /** The name, such as `session-agent`. */
  name: string;
  /** What its elements configure. */
  description?: string;
  /** True if there is at most one element of this type, which has no key attributes. */
  single?: boolean;
}

/** The response to `configuration/elementTypes/metadata`. */
export interface ElementTypeMetadataResponse extends Decoded<never> {
  /** The attributes of the element type. */
  data: AttributeMetadata[];
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** The response to `configuration/elementTypes`. */
export interface ElementTypesResponse extends Decoded<never> {
  /** The element types that this system supports. */
  data: ElementType[];
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** Why a request was refused (4xx) or failed (5xx). */
export interface ErrorResponse extends Decoded<never> {
  /** No content. */
  data: XmlContent;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** An error. */
export interface Message extends Decoded<never> {
  /** The reason that the device gives. */
  errorMessage?: string;
  /** A sentence with URLs of alternatives. Not a URL itself. */
  link?: string;
}

/** The name of an asynchronous request. v1.0 has no `backup`. */
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

/** The status of the most recent asynchronous request. */
export interface OperationState extends Decoded<"operation" | "status" | never> {
  operation: OperationName | "unknown";
  status: OperationStatus | "unknown";
  /** The reason that the device gives for the failure. */
  errorMessage?: string;
}

/** The status of the request. `success` and `fail` are final, `inProgress` is not. */
export type OperationStatus = "inProgress" | "success" | "fail";

/** Every OperationStatus, in the order of the specification. */
export const operationStatusValues = [
  "inProgress",
  "success",
  "fail",
] as const satisfies readonly OperationStatus[];

/** The role of a system. `standalone` if there is no HA pair. */
export type Role = "active" | "standby" | "out of service" | "standalone";

/** Every Role, in the order of the specification. */
export const roleValues = [
  "active",
  "standby",
  "out of service",
  "standalone",
] as const satisfies readonly Role[];

/** An element below another one. */
export interface SubElement extends Decoded<never> {
  /** The type of the sub-element. */
  elementType?: string;
  /** The attributes. */
  attributes: ElementAttribute[];
  /** Elements below this one. */
  subElements: SubElement[];
}

/** The REST API versions that the device serves. */
export interface SupportedVersions extends Decoded<never> {
  /** The latest version, as it appears in a path. */
  latestVersion: string;
  /** The older versions. */
  otherVersions: string[];
}

/** The wrapper of the supported versions. */
export interface SupportedVersionsData extends Decoded<never> {
  supportedVersions: SupportedVersions;
}

/** The response to `api/supportedversions`. */
export interface SupportedVersionsResponse extends Decoded<never> {
  data: SupportedVersionsData;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** A switchover of the pair. */
export interface SwitchOver extends Decoded<never> {
  /** The time of the switchover, by the clock of the device. */
  time?: string;
  /** The state of this system before the switchover. */
  oldState?: string;
  /** The state of this system after the switchover. */
  newState?: string;
  /** What happened, as text. */
  info?: string;
}

/** The synchronization state of a component. */
export interface SyncComponent extends Decoded<never> {
  /** The name of the component. */
  name?: string;
  /** The state, such as `enabled` or `disabled`. */
  state?: string;
}

/** The service state of the system. */
export type SystemState = "online" | "offline";

/** Every SystemState, in the order of the specification. */
export const systemStateValues = ["online", "offline"] as const satisfies readonly SystemState[];

/** The state of this system and, in an HA pair, of its peer. */
export interface SystemStatusData extends Decoded<"systemState" | "role" | "haPeerRole" | never> {
  /** Seconds since the system started, under the name used in the vendor's examples. */
  uptimeSeconds?: number;
  /** Seconds since the system started, under the name used in the vendor's schema. */
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
  /** The number of sockets between the systems of the pair. */
  haSockets?: number;
  /** The number of switchovers so far. */
  haSwitchOvers?: number;
  /** The synchronization state of each component of the pair. */
  haSyncState?: SyncComponent[];
  /** Earlier switchovers. */
  switchOverLogs?: SwitchOver[];
}

/** The response to `system/status`. */
export interface SystemStatusResponse extends Decoded<never> {
  data: SystemStatusData;
  /** The errors. Empty on success; at most one in v1.0. */
  messages: Message[];
  /** In the 202 response to an asynchronous request, the absolute URL of `admin/asyncstatus`; in the 202 response to a reboot, a sentence meant for humans; with a page of elements, the URL of the next page. Otherwise empty. */
  links: string[];
}

/** Every document, by its name. */
export interface Documents {
  AcceptedResponse: AcceptedResponse;
  AccessTokenResponse: AccessTokenResponse;
  AsyncStatusResponse: AsyncStatusResponse;
  ConfigElement: ConfigElement;
  ConfigElementsResponse: ConfigElementsResponse;
  ConfigurationVersionsResponse: ConfigurationVersionsResponse;
  ElementTypeMetadataResponse: ElementTypeMetadataResponse;
  ElementTypesResponse: ElementTypesResponse;
  ErrorResponse: ErrorResponse;
  SupportedVersionsResponse: SupportedVersionsResponse;
  SystemStatusResponse: SystemStatusResponse;
}

/** The name of a document. */
export type DocumentName = keyof Documents;
