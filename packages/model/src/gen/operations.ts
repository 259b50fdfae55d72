// Generated from spec/openapi by `pnpm generate`. Do not edit.

import type { DocumentName, RestVersion } from "./types.ts";

/** A request of the REST API, and the documents of its responses. */
export interface OperationDescriptor {
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path, with `{version}` as a placeholder. */
  readonly path: string;
  /** Basic credentials, or the access token. */
  readonly security: "basic" | "bearer";
  /** True if the caller must hold the configuration lock. */
  readonly requiresLock: boolean;
  /** True if only administrators may send the request. */
  readonly requiresAdministrator: boolean;
  /** True if the request continues after its response and reports its end in `admin/asyncstatus`. */
  readonly asynchronous: boolean;
  /** The query parameters of all versions. See {@link queryIn} for those of one version. */
  readonly query: readonly QueryParameter[];
  /** True if any other query parameter is a key attribute of an element. */
  readonly keyAttributes?: true;
  /** The document of the request body, if it is one. */
  readonly body?: DocumentName;
  /** The form fields of the request body; empty if there is no body. */
  readonly form: readonly string[];
  /** The document of each status; `null` for an empty body. */
  readonly responses: Readonly<Record<number, DocumentName | null>>;
}

/** A query parameter. */
export interface QueryParameter {
  readonly name: string;
  readonly required: boolean;
  /** The allowed values, if they are enumerated. */
  readonly values?: readonly string[];
  /** The pattern of the value, if it is specified. */
  readonly pattern?: RegExp;
  /** The versions without this parameter. */
  readonly notIn?: readonly RestVersion[];
  /** The values that a version does not have. */
  readonly valuesNotIn?: Partial<Readonly<Record<RestVersion, readonly string[]>>>;
}

/** Every request of the REST API, by its operationId. */
export const operations = {
  /** Activate or back up the configuration. */
  activateOrBackUp: {
    method: "POST",
    path: "/rest/{version}/configuration/management",
    security: "bearer",
    requiresLock: true,
    requiresAdministrator: true,
    asynchronous: true,
    query: [
      {
        name: "action",
        required: true,
        values: ["activate", "backup"],
        valuesNotIn: {
          "v1.0": ["backup"],
        },
      },
      {
        name: "backupSource",
        required: false,
        values: ["running", "saved", "editing"],
        notIn: ["v1.0"],
      },
      { name: "filename", required: false, pattern: /^[^/\\]+$/, notIn: ["v1.0"] },
    ],
    form: [],
    responses: {
      202: "AcceptedResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Acquire the configuration lock. */
  lockConfiguration: {
    method: "POST",
    path: "/rest/{version}/configuration/lock",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      204: null,
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Save, verify or restore the configuration. */
  saveVerifyOrRestore: {
    method: "PUT",
    path: "/rest/{version}/configuration/management",
    security: "bearer",
    requiresLock: true,
    requiresAdministrator: true,
    asynchronous: true,
    query: [
      { name: "action", required: true, values: ["save", "verify", "restore"] },
      { name: "restoreSource", required: false, values: ["running", "saved", "backupFile"] },
      { name: "filename", required: false, pattern: /^[^/\\]+$/ },
    ],
    form: [],
    responses: {
      202: "AcceptedResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Release the configuration lock. */
  unlockConfiguration: {
    method: "POST",
    path: "/rest/{version}/configuration/unlock",
    security: "bearer",
    requiresLock: true,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      204: null,
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Add an element to the editing configuration. */
  addConfigElement: {
    method: "POST",
    path: "/rest/{version}/configuration/configElements",
    security: "bearer",
    requiresLock: true,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    body: "ConfigElement",
    form: [],
    responses: {
      200: "ConfigElementsResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      409: "ErrorResponse",
      415: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Change an element of the editing configuration. */
  changeConfigElement: {
    method: "PUT",
    path: "/rest/{version}/configuration/configElements",
    security: "bearer",
    requiresLock: true,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    body: "ConfigElement",
    form: [],
    responses: {
      200: "ConfigElementsResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      415: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Delete an element from the editing configuration. */
  deleteConfigElement: {
    method: "DELETE",
    path: "/rest/{version}/configuration/configElements",
    security: "bearer",
    requiresLock: true,
    requiresAdministrator: true,
    asynchronous: false,
    query: [{ name: "elementType", required: true }],
    keyAttributes: true,
    form: [],
    responses: {
      200: null,
      204: null,
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      423: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get elements of the configuration. */
  getConfigElements: {
    method: "GET",
    path: "/rest/{version}/configuration/configElements",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: false,
    asynchronous: false,
    query: [
      { name: "elementType", required: true },
      { name: "running", required: false, values: ["true", "false"] },
      { name: "offset", required: false },
      { name: "maxElements", required: false },
    ],
    keyAttributes: true,
    form: [],
    responses: {
      200: "ConfigElementsResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get the attributes of an element type. */
  getElementTypeMetadata: {
    method: "GET",
    path: "/rest/{version}/configuration/elementTypes/metadata",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: false,
    asynchronous: false,
    query: [{ name: "elementType", required: true }],
    form: [],
    responses: {
      200: "ElementTypeMetadataResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get the element types. */
  getElementTypes: {
    method: "GET",
    path: "/rest/{version}/configuration/elementTypes",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: false,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      200: "ElementTypesResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Request an access token, or renew one. */
  requestToken: {
    method: "POST",
    path: "/rest/{version}/auth/token",
    security: "basic",
    requiresLock: false,
    requiresAdministrator: false,
    asynchronous: false,
    query: [],
    form: ["token"],
    responses: {
      200: "AccessTokenResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      415: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get the status of the most recent asynchronous request. */
  getAsyncStatus: {
    method: "GET",
    path: "/rest/{version}/admin/asyncstatus",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      200: "AsyncStatusResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get the versions of the saved and running configurations. */
  getConfigurationVersions: {
    method: "GET",
    path: "/rest/{version}/configuration/versions",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      200: "ConfigurationVersionsResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get the REST API versions that the device serves. */
  getSupportedVersions: {
    method: "GET",
    path: "/rest/api/supportedversions",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: false,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      200: "SupportedVersionsResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Get the uptime, health and role of the system. */
  getSystemStatus: {
    method: "GET",
    path: "/rest/{version}/system/status",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: false,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      200: "SystemStatusResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Reboot the system. */
  reboot: {
    method: "POST",
    path: "/rest/{version}/admin/reboot",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      202: "AcceptedResponse",
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },

  /** Make the standby system active. */
  switchOver: {
    method: "POST",
    path: "/rest/{version}/admin/switchover",
    security: "bearer",
    requiresLock: false,
    requiresAdministrator: true,
    asynchronous: false,
    query: [],
    form: [],
    responses: {
      204: null,
      400: "ErrorResponse",
      401: "ErrorResponse",
      403: "ErrorResponse",
      404: "ErrorResponse",
      406: "ErrorResponse",
      426: "ErrorResponse",
      500: "ErrorResponse",
    },
  },
} as const satisfies Record<string, OperationDescriptor>;

/** The operationId of a request. */
export type OperationId = keyof typeof operations;

/** The query parameters of each request, with the type of their values. */
export interface QueryValues {
  readonly activateOrBackUp: {
    readonly action: "activate" | "backup";
    readonly backupSource: "running" | "saved" | "editing";
    readonly filename: string;
  };

  readonly lockConfiguration: {};

  readonly saveVerifyOrRestore: {
    readonly action: "save" | "verify" | "restore";
    readonly restoreSource: "running" | "saved" | "backupFile";
    readonly filename: string;
  };

  readonly unlockConfiguration: {};

  readonly addConfigElement: {};

  readonly changeConfigElement: {};

  readonly deleteConfigElement: {
    readonly elementType: string;
  };

  readonly getConfigElements: {
    readonly elementType: string;
    readonly running: "true" | "false";
    readonly offset: string;
    readonly maxElements: string;
  };

  readonly getElementTypeMetadata: {
    readonly elementType: string;
  };

  readonly getElementTypes: {};

  readonly requestToken: {};

  readonly getAsyncStatus: {};

  readonly getConfigurationVersions: {};

  readonly getSupportedVersions: {};

  readonly getSystemStatus: {};

  readonly reboot: {};

  readonly switchOver: {};
}

/** Returns the query parameters that a request has in one version, with their values in it. */
export function queryIn(version: RestVersion, { query }: OperationDescriptor): QueryParameter[] {
  return query
    .filter(({ notIn }) => !notIn?.includes(version))
    .map(({ notIn: _, valuesNotIn, values, ...parameter }) => ({
      ...parameter,
      ...(values && { values: values.filter((value) => !valuesNotIn?.[version]?.includes(value)) }),
    }));
}
