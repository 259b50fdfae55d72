import type { RestVersion } from "@asyncstatus/client";
import type { AttributeMetadata, ConfigElement, ElementType } from "@asyncstatus/model";
import type { State } from "../../src/index.ts";
import { interaction } from "./basic-requests.ts";
import { changedRoute, collect, inputOf, key, resultOf, route } from "./elements.ts";
import { anyText, type Interaction, refused, responseOf, withSession } from "./interaction.ts";
import { bearer, lockHeld, standalone, tokenOf } from "./users.ts";

const admin = tokenOf("administrator");
const routeExists: State = { name: "the host route 192.0.2.0 is the only one", params: {} };
const noRoute: State = { name: "there is no host route", params: {} };

/** Reading and editing the elements of the configuration, and their types. */
export function elementInteractions(version: RestVersion): Interaction[] {
  const locked = [standalone, admin, lockHeld] as const;
  const elements = (...data: ConfigElement[]) => responseOf(200, "ConfigElementsResponse", data);
  return [
    interaction(version, "getConfigElements", " while there are some", {
      given: [standalone, admin, routeExists],
      response: elements(route),
      want: [resultOf(route)],
    }),
    interaction(version, "getConfigElements", " while there are none", {
      given: [standalone, admin, noRoute],
      response: elements(),
      want: [],
    }),
    interaction(version, "getConfigElements", " by its key, in the running configuration", {
      given: [standalone, admin, routeExists],
      request: {
        authorization: bearer,
        query: { ...key, elementType: "host-route", running: "true" },
      },
      run: withSession((sbc) => sbc.elements.get("host-route", key, { running: true })),
      response: elements(route),
      want: resultOf(route),
    }),
    interaction(version, "addConfigElement", "", {
      given: [...locked, noRoute],
      response: elements(route),
      want: resultOf(route),
    }),
    interaction(version, "changeConfigElement", "", {
      given: [...locked, routeExists],
      response: elements(changedRoute),
      want: resultOf(changedRoute),
    }),
    interaction(version, "deleteConfigElement", "", {
      given: [...locked, routeExists],
      response: { status: 204 },
      want: undefined,
    }),
    ...typeInteractions(version),
    ...badElements(version),
  ];
}

function typeInteractions(version: RestVersion): Interaction[] {
  const types: ElementType[] = [
    "certificate-record",
    "host-route",
    "local-policy",
    "network-interface",
    "realm-config",
    "session-agent",
    "system-config",
  ].map((name) => ({
    name,
    description: "What it configures.",
    ...(name === "system-config" && { single: true }),
  }));
  const metadata: AttributeMetadata[] = route.attributes.map(({ name }) => ({
    name,
    key: name in key,
    type: { elements: [{ name: "name", text: "text" }] },
  }));
  return [
    interaction(version, "getElementTypes", "", {
      response: responseOf(200, "ElementTypesResponse", types, { description: anyText }),
      want: types,
    }),
    interaction(version, "getElementTypeMetadata", "", {
      response: responseOf(200, "ElementTypeMetadataResponse", metadata),
      want: metadata,
    }),
  ];
}

/** Elements that are rejected. */
function badElements(version: RestVersion): Interaction[] {
  const locked = [standalone, admin, lockHeld] as const;
  const type = "no-such-type";
  const element = { ...route, elementType: type };
  const invalid = { given: locked, ...refused(400, { errorMessage: "Invalid element." }) };
  const body = { request: { authorization: bearer, element } };
  const query = { request: { authorization: bearer, query: { elementType: type } } };
  return [
    interaction(version, "addConfigElement", " that exists", {
      given: [...locked, routeExists],
      ...refused(409, { errorMessage: "The element exists already." }),
    }),
    interaction(version, "addConfigElement", " of an unknown type", {
      ...body,
      ...invalid,
      run: withSession((sbc) => sbc.elements.add({ ...inputOf(route), type })),
    }),
    interaction(version, "changeConfigElement", " of an unknown type", {
      ...body,
      ...invalid,
      run: withSession((sbc) => sbc.elements.update({ ...inputOf(route), type })),
    }),
    interaction(version, "deleteConfigElement", " of an unknown type", {
      ...query,
      ...invalid,
      run: withSession((sbc) => sbc.elements.delete(type)),
    }),
    interaction(version, "getConfigElements", " of an unknown type", {
      ...query,
      ...invalid,
      given: [standalone, admin],
      run: withSession((sbc) => collect(sbc.elements.list(type))),
    }),
  ];
}
