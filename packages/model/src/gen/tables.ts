// Generated from spec/openapi by `pnpm generate`. Do not edit.

import type { Table } from "../schema/table.ts";
import * as types from "./types.ts";

const acceptedResponse: Table = {
  name: "AcceptedResponse",
  fields: [
    { property: "data", element: "data", required: true, kind: "nothing" },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const accessTokenData: Table = {
  name: "AccessTokenData",
  fields: [{ property: "accessToken", element: "accessToken", required: true, kind: "text" }],
};

const accessTokenResponse: Table = {
  name: "AccessTokenResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "object",
      table: () => accessTokenData,
    },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const asyncStatusData: Table = {
  name: "AsyncStatusData",
  fields: [
    {
      property: "operationState",
      element: "operationState",
      required: false,
      kind: "object",
      table: () => operationState,
    },
    { property: "additionalInfo", element: "additionalInfo", required: false, kind: "any" },
  ],
};

const asyncStatusResponse: Table = {
  name: "AsyncStatusResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "object",
      table: () => asyncStatusData,
    },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const configVersions: Table = {
  name: "ConfigVersions",
  fields: [
    {
      property: "currentVersion",
      element: "currentVersion",
      required: true,
      kind: "integer",
      minimum: 0,
      maximum: 9007199254740991,
    },
    {
      property: "runningVersion",
      element: "runningVersion",
      required: true,
      kind: "integer",
      minimum: 0,
      maximum: 9007199254740991,
    },
  ],
};

const configurationVersionsData: Table = {
  name: "ConfigurationVersionsData",
  fields: [
    {
      property: "configVersions",
      element: "configVersions",
      required: true,
      kind: "object",
      table: () => configVersions,
    },
  ],
};

const configurationVersionsResponse: Table = {
  name: "ConfigurationVersionsResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "object",
      table: () => configurationVersionsData,
    },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const errorResponse: Table = {
  name: "ErrorResponse",
  fields: [
    { property: "data", element: "data", required: true, kind: "nothing" },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const message: Table = {
  name: "Message",
  fields: [
    { property: "errorMessage", element: "errorMessage", required: false, kind: "text" },
    { property: "link", element: "link", required: false, kind: "text" },
  ],
};

const operationState: Table = {
  name: "OperationState",
  fields: [
    {
      property: "operation",
      element: "operation",
      required: true,
      kind: "enum",
      values: types.operationNameValues,
      valuesNotIn: types.operationNameValuesNotIn,
    },
    {
      property: "status",
      element: "status",
      required: true,
      kind: "enum",
      values: types.operationStatusValues,
    },
    { property: "errorMessage", element: "errorMessage", required: false, kind: "text" },
  ],
};

const supportedVersions: Table = {
  name: "SupportedVersions",
  fields: [
    { property: "latestVersion", element: "latestVersion", required: true, kind: "text" },
    {
      property: "otherVersions",
      element: "otherVersions",
      required: true,
      kind: "list",
      item: "version",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const supportedVersionsData: Table = {
  name: "SupportedVersionsData",
  fields: [
    {
      property: "supportedVersions",
      element: "supportedVersions",
      required: true,
      kind: "object",
      table: () => supportedVersions,
    },
  ],
};

const supportedVersionsResponse: Table = {
  name: "SupportedVersionsResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "object",
      table: () => supportedVersionsData,
    },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

const systemStatusData: Table = {
  name: "SystemStatusData",
  fields: [
    {
      property: "uptimeSeconds",
      element: "uptimeSeconds",
      required: false,
      kind: "integer",
      minimum: 0,
      maximum: 9007199254740991,
    },
    {
      property: "upTime",
      element: "upTime",
      required: false,
      kind: "integer",
      minimum: 0,
      maximum: 9007199254740991,
    },
    { property: "hostName", element: "hostName", required: false, kind: "text" },
    {
      property: "systemState",
      element: "systemState",
      required: false,
      kind: "enum",
      values: types.systemStateValues,
    },
    { property: "role", element: "role", required: false, kind: "enum", values: types.roleValues },
    {
      property: "healthScorePercent",
      element: "healthScorePercent",
      required: false,
      kind: "integer",
      minimum: 0,
      maximum: 100,
    },
    { property: "haPeerName", element: "haPeerName", required: false, kind: "text" },
    {
      property: "haPeerRole",
      element: "haPeerRole",
      required: false,
      kind: "enum",
      values: types.roleValues,
    },
    {
      property: "haHealthScorePercent",
      element: "haHealthScorePercent",
      required: false,
      kind: "integer",
      minimum: 0,
      maximum: 100,
    },
    {
      property: "haSockets",
      element: "haSockets",
      required: false,
      kind: "integer",
      minimum: 0,
      maximum: 9007199254740991,
    },
    {
      property: "haSwitchOvers",
      element: "haSwitchOvers",
      required: false,
      kind: "integer",
      minimum: 0,
      maximum: 9007199254740991,
    },
    { property: "haSyncState", element: "haSyncState", required: false, kind: "any" },
    { property: "switchOverLogs", element: "switchOverLogs", required: false, kind: "any" },
  ],
};

const systemStatusResponse: Table = {
  name: "SystemStatusResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "object",
      table: () => systemStatusData,
    },
    {
      property: "messages",
      element: "messages",
      required: true,
      kind: "list",
      item: "message",
      wrapped: true,
      anyDepth: true,
      objectIn: ["v1.0"],
      table: () => message,
    },
    {
      property: "links",
      element: "links",
      required: true,
      kind: "list",
      item: "link",
      wrapped: true,
      anyDepth: false,
    },
  ],
};

/** The table and the root element of every document. */
export const documents = {
  AcceptedResponse: { root: "response", table: acceptedResponse },
  AccessTokenResponse: { root: "response", table: accessTokenResponse },
  AsyncStatusResponse: { root: "response", table: asyncStatusResponse },
  ConfigurationVersionsResponse: { root: "response", table: configurationVersionsResponse },
  ErrorResponse: { root: "response", table: errorResponse },
  SupportedVersionsResponse: { root: "response", table: supportedVersionsResponse },
  SystemStatusResponse: { root: "response", table: systemStatusResponse },
} as const satisfies Record<types.DocumentName, { root: string; table: Table }>;
