import {
  type OperationDescriptor,
  type OperationId,
  operations,
  queryIn,
} from "@asyncstatus/model/operations";
import type { AccessToken } from "../device/actor.ts";
import type { Device } from "../device/device.ts";
import type { AskedUrl } from "../fetch/asked-url.ts";
import { encodeStatus } from "./encode-status.ts";
import { HttpError } from "./http-error.ts";
import { readAsyncRequest } from "./read-async-request.ts";
import { readParameters } from "./read-parameters.ts";
import { type Form, respond, respondNoContent, respondText } from "./respond.ts";
import type { ServedVersions } from "./served-versions.ts";

/** What somebody with a valid token asks for. */
export interface Call {
  readonly id: Exclude<OperationId, "requestToken">;
  /** How the answer is written; the version is that of the request. */
  readonly form: Form;
  /** Every version that there is to ask. */
  readonly served: ServedVersions;
  readonly url: AskedUrl;
  readonly token: AccessToken;
}

// For these, 403 is documented for the API as a whole only.
const forEveryUser: ReadonlySet<OperationId> = new Set([
  "getConfigurationVersions",
  "getSupportedVersions",
  "getSystemStatus",
]);

/**
 * Has the device do what is asked for, and answers.
 *
 * @throws {HttpError} 403, 400
 * @throws {Refusal} what the device says
 */
export function execute(device: Device, { id, form, served, url, token }: Call): Response {
  const operation: OperationDescriptor = operations[id];
  if (!token.user.administrator && !forEveryUser.has(id)) {
    throw new HttpError(403, "Administrator privileges are required.");
  }
  const { unknownParameter } = device.assumptions;
  const query = queryIn(form.version, operation);
  const parameters = readParameters(url.searchParams, query, unknownParameter);
  const asyncRequest = operation.asynchronous ? readAsyncRequest(parameters) : undefined;
  if (operation.requiresLock) device.requireLock(token);
  if (asyncRequest) device.issue(asyncRequest, { by: token });
  const envelope = { messages: [], links: [] };
  switch (id) {
    case "activateOrBackUp":
    case "saveVerifyOrRestore": {
      const path = operations.getAsyncStatus.path.replace("{version}", form.version);
      return accepted(`${url.origin}${path}`, form);
    }
    case "getAsyncStatus":
      return respondText(200, encodeStatus(device.asyncStatus(form.version), form));
    case "getConfigurationVersions": {
      const data = { configVersions: device.configurationVersions() };
      return respond(200, "ConfigurationVersionsResponse", { data, ...envelope }, form);
    }
    case "getSupportedVersions": {
      const [latestVersion, ...older] = served;
      const data = { supportedVersions: { latestVersion, otherVersions: older.toReversed() } };
      return respond(200, "SupportedVersionsResponse", { data, ...envelope }, form);
    }
    case "getSystemStatus":
      return respond(
        200,
        "SystemStatusResponse",
        { data: device.systemStatus(), ...envelope },
        form,
      );
    case "lockConfiguration":
      device.lock(token);
      return respondNoContent();
    case "unlockConfiguration":
      device.unlock(token);
      return respondNoContent();
    case "reboot":
      device.reboot();
      // The vendor's words. Not a URL, though it stands where one is expected.
      return accepted("Rebooting in 5 seconds", form);
    case "switchOver":
      device.switchOver();
      return respondNoContent();
  }
}

function accepted(link: string, form: Form): Response {
  return respond(202, "AcceptedResponse", { data: {}, messages: [], links: [link] }, form);
}
