import type { RestVersion } from "@asyncstatus/client";
import type { OperationId } from "@asyncstatus/model/operations";
import { changedRoute, changeOf, collect, inputOf, key, route } from "./elements.ts";
import { type Interaction, withSession } from "./interaction.ts";
import { basic, bearer, standalone, tokenOf } from "./users.ts";

const request = { authorization: bearer };

/** The requests that have a method of the client. */
const basicRequests = {
  requestToken: {
    name: "a token request",
    request: { authorization: basic("administrator") },
    run: withSession(async () => undefined),
  },
  getAsyncStatus: {
    name: "an asyncstatus request",
    request,
    run: withSession((sbc) => sbc.status()),
  },
  getConfigurationVersions: {
    name: "a configuration versions request",
    request,
    run: withSession((sbc) => sbc.versions()),
  },
  getSupportedVersions: {
    name: "a supported versions request",
    request,
    run: withSession((sbc) => sbc.supportedVersions()),
  },
  getSystemStatus: {
    name: "a system status request",
    request,
    run: withSession((sbc) => sbc.systemStatus()),
  },
  lockConfiguration: {
    name: "a lock request",
    request,
    run: withSession((sbc) => sbc.lock()),
  },
  unlockConfiguration: {
    name: "an unlock request",
    request,
    run: withSession(async (sbc) => (await sbc.lock()).release()),
  },
  saveVerifyOrRestore: {
    name: "a save request",
    request: { ...request, query: { action: "save" } },
    run: withSession(async (sbc) => (await sbc.save()).submission),
  },
  activateOrBackUp: {
    name: "an activate request",
    request: { ...request, query: { action: "activate" } },
    run: withSession(async (sbc) => (await sbc.activate()).submission),
  },
  getConfigElements: {
    name: "a request for elements",
    request: { ...request, query: { elementType: "host-route" } },
    run: withSession((sbc) => collect(sbc.elements.list("host-route"))),
  },
  addConfigElement: {
    name: "an added element",
    request: { ...request, element: route },
    run: withSession((sbc) => sbc.elements.add(inputOf(route))),
  },
  changeConfigElement: {
    name: "a changed element",
    request: { ...request, element: changeOf(changedRoute) },
    run: withSession((sbc) => sbc.elements.update(inputOf(changeOf(changedRoute)))),
  },
  deleteConfigElement: {
    name: "a deleted element",
    request: { ...request, query: { ...key, elementType: "host-route" } },
    run: withSession((sbc) => sbc.elements.delete("host-route", key)),
  },
  getElementTypes: {
    name: "a request for the element types",
    request,
    run: withSession((sbc) => sbc.elements.types()),
  },
  getElementTypeMetadata: {
    name: "a request for the attributes of an element type",
    request: { ...request, query: { elementType: "host-route" } },
    run: withSession((sbc) => sbc.elements.metadata("host-route")),
  },
  reboot: { name: "a reboot request", request, run: withSession((sbc) => sbc.reboot()) },
  switchOver: {
    name: "a switchover request",
    request,
    run: withSession((sbc) => sbc.switchOver()),
  },
} satisfies Partial<
  Record<OperationId, Pick<Interaction, "request" | "run"> & { readonly name: string }>
>;

/** The operationId of a request that has a method of the client. */
export type ClientOperationId = keyof typeof basicRequests;

export const clientOperationIds = Object.keys(basicRequests) as ClientOperationId[];

/** An interaction with a request in its simplest form, by an administrator to a standalone device. */
export function interaction(
  version: RestVersion,
  operationId: ClientOperationId,
  suffix: string,
  parts: Pick<Interaction, "response" | "want"> & Partial<Interaction>,
): Interaction {
  const { name, request, run } = basicRequests[operationId];
  const description = `${name}${suffix}`;
  const given = [standalone, tokenOf("administrator")] as const;
  return { version, operationId, description, given, request, run, ...parts };
}
