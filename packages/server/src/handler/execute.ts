import {
  type OperationDescriptor,
  type OperationId,
  operations,
  queryIn,
} from "@asyncstatus/model/operations";
import type { AccessToken } from "../device/actor.ts";
import type { Device } from "../device/device.ts";
import type { DeviceElement, StoredElement } from "../device/elements/element.ts";
import {
  elementDocument,
  elementTypeDocuments,
  metadataDocuments,
  readElement,
} from "./element-documents.ts";
import { HttpError } from "./http-error.ts";
import { nextPage, readPage } from "./page.ts";
import { readAsyncRequest } from "./read-async-request.ts";
import { type Parameters, readParameters, splitKeyAttributes } from "./read-parameters.ts";
import { type ResponseFormat, respond, respondNoContent } from "./respond.ts";
import type { ServedVersions } from "./served-versions.ts";

/** A request with a valid token. */
export interface AuthorizedRequest {
  readonly id: Exclude<OperationId, "requestToken">;
  /** The version is that of the request. */
  readonly format: ResponseFormat;
  readonly served: ServedVersions;
  readonly url: URL;
  readonly token: AccessToken;
  /** The body, if the operation has one. */
  readonly body?: Uint8Array;
}

/**
 * Executes a request on the device and responds.
 *
 * @throws {HttpError} 403, 400
 * @throws {Refusal} if the device refuses it
 */
export function execute(device: Device, request: AuthorizedRequest): Response {
  const { id, format, served, url, token } = request;
  const operation: OperationDescriptor = operations[id];
  if (operation.requiresAdministrator && !token.user.administrator) {
    throw new HttpError(403, "Administrator privileges are required.");
  }
  const { unknownParameter } = device.assumptions;
  const query = queryIn(format.version, operation);
  const { parameters: given, keys } = operation.keyAttributes
    ? splitKeyAttributes(url.searchParams, query)
    : { parameters: url.searchParams, keys: {} };
  const parameters = readParameters(given, query, unknownParameter);
  const element: DeviceElement = request.body
    ? readElement(request.body)
    : { type: parameters.elementType ?? "", attributes: keys };
  const asyncRequest = operation.asynchronous ? readAsyncRequest(parameters) : undefined;
  if (operation.requiresLock) device.requireLock(token);
  if (asyncRequest) device.issue(asyncRequest, { by: token });
  const envelope = { messages: [], links: [] };
  switch (id) {
    case "activateOrBackUp":
    case "saveVerifyOrRestore": {
      const path = operations.getAsyncStatus.path.replace("{version}", format.version);
      return respondAccepted(`${url.origin}${path}`, format);
    }
    case "addConfigElement":
      return respondElements([device.addElement(element, { by: token })], format);
    case "changeConfigElement":
      return respondElements([device.changeElement(element, { by: token })], format);
    case "deleteConfigElement":
      device.deleteElement(element, { by: token });
      return respondNoContent();
    case "getConfigElements":
      return respondPage(device, element, parameters, request);
    case "getElementTypes": {
      const data = elementTypeDocuments();
      return respond(200, "ElementTypesResponse", { data, ...envelope }, format);
    }
    case "getElementTypeMetadata": {
      const data = metadataDocuments(element.type);
      return respond(200, "ElementTypeMetadataResponse", { data, ...envelope }, format);
    }
    case "getAsyncStatus": {
      const data = device.asyncStatus(format.version);
      return respond(200, "AsyncStatusResponse", { data, ...envelope }, format);
    }
    case "getConfigurationVersions": {
      const data = { configVersions: device.configurationVersions() };
      return respond(200, "ConfigurationVersionsResponse", { data, ...envelope }, format);
    }
    case "getSupportedVersions": {
      const [latestVersion, ...older] = served;
      const data = { supportedVersions: { latestVersion, otherVersions: older.toReversed() } };
      return respond(200, "SupportedVersionsResponse", { data, ...envelope }, format);
    }
    case "getSystemStatus": {
      const data = device.systemStatus();
      return respond(200, "SystemStatusResponse", { data, ...envelope }, format);
    }
    case "lockConfiguration":
      device.lock(token);
      return respondNoContent();
    case "unlockConfiguration":
      device.unlock(token);
      return respondNoContent();
    case "reboot":
      device.reboot();
      // The vendor's text in place of a URL.
      return respondAccepted("Rebooting in 5 seconds", format);
    case "switchOver":
      device.switchOver();
      return respondNoContent();
  }
}

function respondPage(
  device: Device,
  wanted: DeviceElement,
  parameters: Parameters,
  { url, format }: AuthorizedRequest,
): Response {
  const page = readPage(parameters);
  const found = device.findElements(wanted, parameters.running === "true" ? "running" : "editing");
  const next = nextPage(url, page, found.length);
  const elements = found.slice(page.offset, page.offset + page.size);
  return respondElements(elements, format, next === undefined ? [] : [next]);
}

function respondElements(
  elements: readonly StoredElement[],
  format: ResponseFormat,
  links: string[] = [],
): Response {
  const data = elements.map(elementDocument);
  return respond(200, "ConfigElementsResponse", { data, messages: [], links }, format);
}

function respondAccepted(link: string, format: ResponseFormat): Response {
  return respond(202, "AcceptedResponse", { data: {}, messages: [], links: [link] }, format);
}
