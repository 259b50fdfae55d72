import type {
  RestVersion,
  Transport,
  TransportRequest,
  TransportResponse,
} from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import type { Interaction } from "../interactions/interaction.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { token } from "../interactions/users.ts";

/** What a client sends beside what an interaction is about, such as its login, is answered here. */
export function stageTransport(interaction: Interaction, toMock: Transport): Transport {
  return {
    request: (request) =>
      isAbout(interaction, request)
        ? toMock.request(altered(interaction, request))
        : Promise.resolve(answerBeside(interaction.version, request)),
    close: () => toMock.close(),
  };
}

function isAbout({ operationId, sent, version }: Interaction, request: TransportRequest): boolean {
  const isRenewal = request.body !== undefined;
  return (
    operationOf(version, request.method, request.url.pathname) === operationId &&
    isRenewal === (sent.form !== undefined)
  );
}

function altered({ altered }: Interaction, request: TransportRequest): TransportRequest {
  return {
    ...request,
    // The one method that is put in the place of another is one of the client's own.
    method: (altered?.method as TransportRequest["method"]) ?? request.method,
    headers: { ...request.headers, ...altered?.headers },
  };
}

/** The plainest success. */
function answerBeside(version: RestVersion, request: TransportRequest): TransportResponse {
  const id = operationOf(version, request.method, request.url.pathname);
  const answer = (status: number, text = ""): TransportResponse => ({
    status,
    headers: text ? { "content-type": "application/xml" } : {},
    body: new TextEncoder().encode(text),
  });
  const envelope = { messages: [], links: [] };
  switch (id) {
    case "requestToken":
      return answer(
        200,
        encode("AccessTokenResponse", { data: { accessToken: token }, ...envelope }, { version }),
      );
    case "getAsyncStatus":
      return answer(200, encode("AsyncStatusResponse", { data: {}, ...envelope }, { version }));
    case "getConfigurationVersions": {
      const data = { configVersions: { currentVersion: 1, runningVersion: 1 } };
      return answer(
        200,
        encode("ConfigurationVersionsResponse", { data, ...envelope }, { version }),
      );
    }
    case "getSystemStatus":
      return answer(200, encode("SystemStatusResponse", { data: {}, ...envelope }, { version }));
    case "lockConfiguration":
    case "unlockConfiguration":
      return answer(204);
    case "getSupportedVersions":
    case "saveVerifyOrRestore":
    case "activateOrBackUp":
    case "reboot":
    case "switchOver":
      throw new Error(`${id} is sent beside no other request.`);
  }
}
