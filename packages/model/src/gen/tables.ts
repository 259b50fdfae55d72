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

const attributeMetadata: Table = {
  name: "AttributeMetadata",
  fields: [
    { property: "name", element: "name", required: true, kind: "text" },
    { property: "key", element: "key", required: false, kind: "boolean", attribute: false },
    { property: "type", element: "type", required: false, kind: "any" },
  ],
};

const configElement: Table = {
  name: "ConfigElement",
  fields: [
    { property: "elementType", element: "elementType", required: true, kind: "text" },
    {
      property: "attributes",
      element: "attribute",
      required: true,
      kind: "list",
      item: "attribute",
      wrapped: false,
      anyDepth: false,
      table: () => elementAttribute,
    },
    {
      property: "subElements",
      element: "subElement",
      required: true,
      kind: "list",
      item: "subElement",
      wrapped: false,
      anyDepth: false,
      table: () => subElement,
    },
  ],
};

const configElementsResponse: Table = {
  name: "ConfigElementsResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "list",
      item: "configElement",
      wrapped: true,
      anyDepth: false,
      table: () => configElement,
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

const elementAttribute: Table = {
  name: "ElementAttribute",
  fields: [
    { property: "name", element: "name", required: true, kind: "text" },
    {
      property: "values",
      element: "value",
      required: true,
      kind: "list",
      item: "value",
      wrapped: false,
      anyDepth: false,
    },
  ],
};

const elementType: Table = {
  name: "ElementType",
  fields: [
    { property: "name", element: "name", required: true, kind: "text" },
    { property: "description", element: "description", required: false, kind: "text" },
    { property: "single", element: "single", required: false, kind: "boolean", attribute: true },
  ],
};

const elementTypeMetadataResponse: Table = {
  name: "ElementTypeMetadataResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "list",
      item: "attributeMetadata",
      wrapped: true,
      anyDepth: false,
      table: () => attributeMetadata,
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

const elementTypesResponse: Table = {
  name: "ElementTypesResponse",
  fields: [
    {
      property: "data",
      element: "data",
      required: true,
      kind: "list",
      item: "elementType",
      wrapped: true,
      anyDepth: true,
      table: () => elementType,
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

const subElement: Table = {
  name: "SubElement",
  fields: [
    { property: "elementType", element: "elementType", required: false, kind: "text" },
    {
      property: "attributes",
      element: "attribute",
      required: true,
      kind: "list",
      item: "attribute",
      wrapped: false,
      anyDepth: false,
      table: () => elementAttribute,
    },
    {
      property: "subElements",
      element: "subElement",
      required: true,
      kind: "list",
      item: "subElement",
      wrapped: false,
      anyDepth: false,
      table: () => subElement,
    },
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

const switchOver: Table = {
  name: "SwitchOver",
  fields: [
    { property: "time", element: "time", required: false, kind: "text" },
    { property: "oldState", element: "oldState", required: false, kind: "text" },
    { property: "newState", element: "newState", required: false, kind: "text" },
    { property: "info", element: "info", required: false, kind: "text" },
  ],
};

const syncComponent: Table = {
  name: "SyncComponent",
  fields: [
    { property: "name", element: "name", required: false, kind: "text" },
    { property: "state", element: "state", required: false, kind: "text" },
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
    {
      property: "haSyncState",
      element: "haSyncState",
      required: false,
      kind: "list",
      item: "component",
      wrapped: true,
      anyDepth: true,
      table: () => syncComponent,
    },
    {
      property: "switchOverLogs",
      element: "switchOverLogs",
      required: false,
      kind: "list",
      item: "switchOver",
      wrapped: true,
      anyDepth: true,
      table: () => switchOver,
    },
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
  ConfigElement: { root: "configElement", table: configElement },
  ConfigElementsResponse: { root: "response", table: configElementsResponse },
  ConfigurationVersionsResponse: { root: "response", table: configurationVersionsResponse },
  ElementTypeMetadataResponse: { root: "response", table: elementTypeMetadataResponse },
  ElementTypesResponse: { root: "response", table: elementTypesResponse },
  ErrorResponse: { root: "response", table: errorResponse },
  SupportedVersionsResponse: { root: "response", table: supportedVersionsResponse },
  SystemStatusResponse: { root: "response", table: systemStatusResponse },
} as const satisfies Record<types.DocumentName, { root: string; table: Table }>;
