import type { OperationId } from "@asyncstatus/model/operations";
import { example } from "./example.ts";
import type { RequestOptions } from "./rest-client.ts";

const withBody = (name: string) => ({
  body: example(name),
  headers: { "content-type": "application/xml" },
});

const requests: Partial<Record<OperationId, Pick<RequestOptions, "query" | "body" | "headers">>> = {
  saveVerifyOrRestore: { query: "action=save" },
  activateOrBackUp: { query: "action=activate" },
  addConfigElement: withBody("config-element/session-agent"),
  changeConfigElement: withBody("config-element/change-of-one-attribute"),
  deleteConfigElement: { query: "elementType=host-route&dest-network=203.0.113.0" },
  getConfigElements: { query: "elementType=session-agent" },
  getElementTypeMetadata: { query: "elementType=session-agent" },
};

/** The query and the body of a valid request, without a token. */
export function validRequest(id: OperationId): { readonly query: string } & RequestOptions {
  return { query: "", ...requests[id] };
}
