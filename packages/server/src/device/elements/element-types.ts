/** The type of the values of an attribute. */
export type ValueType =
  | { readonly name: "text" }
  | { readonly name: "integer"; readonly minimum: number; readonly maximum: number }
  | { readonly name: "enumeration"; readonly values: readonly string[] }
  /** The key of an element of another type. */
  | { readonly name: "reference"; readonly to: string };

/** An attribute of an element type. */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: ValueType;
  /** The value of a new element. Required in a new element if there is none. */
  readonly default?: string;
  /** True for a key attribute. */
  readonly key?: true;
  /** True if it may have several values. */
  readonly multiple?: true;
}

/** An element type of the simulated device. */
export interface ElementTypeDefinition {
  readonly name: string;
  readonly description: string;
  /** True if there is at most one instance, without key attributes. */
  readonly single?: true;
  readonly attributes: readonly AttributeDefinition[];
  readonly subElements?: readonly ElementTypeDefinition[];
}

const text = { name: "text" } as const;
const onOff = { name: "enumeration", values: ["enabled", "disabled"] } as const;
const realm = { name: "reference", to: "realm-config" } as const;
const enumeration = (...values: string[]) => ({ name: "enumeration", values }) as const;
const integer = (minimum: number, maximum: number) =>
  ({ name: "integer", minimum, maximum }) as const;

/** A subset of the element types of a device, each with a subset of its attributes. */
export const elementTypes: readonly ElementTypeDefinition[] = [
  {
    name: "certificate-record",
    description: "A certificate, or the request for one.",
    attributes: [
      { name: "name", key: true, type: text },
      { name: "country", type: text, default: "US" },
      { name: "state", type: text, default: "MA" },
      { name: "locality", type: text, default: "Burlington" },
      { name: "organization", type: text, default: "Engineering" },
      { name: "common-name", type: text, default: "" },
      { name: "key-size", type: enumeration("2048", "4096"), default: "2048" },
      { name: "alternate-name", type: text, default: "" },
      { name: "trusted", type: onOff, default: "enabled" },
      {
        name: "key-usage-list",
        type: enumeration("digitalSignature", "keyEncipherment", "nonRepudiation"),
        default: "digitalSignature",
        multiple: true,
      },
    ],
  },
  {
    name: "host-route",
    description: "A route of the management interface.",
    attributes: [
      { name: "dest-network", key: true, type: text },
      { name: "netmask", type: text, default: "" },
      { name: "gateway", type: text, default: "" },
      { name: "description", type: text, default: "" },
    ],
  },
  {
    name: "local-policy",
    description: "Routes requests by their addresses and their realm.",
    attributes: [
      { name: "from-address", key: true, multiple: true, type: text },
      { name: "to-address", key: true, multiple: true, type: text },
      { name: "source-realm", key: true, multiple: true, type: realm },
      { name: "description", type: text, default: "" },
      { name: "state", type: onOff, default: "enabled" },
      {
        name: "policy-priority",
        type: enumeration("none", "normal", "non-urgent", "urgent", "emergency"),
        default: "none",
      },
    ],
    subElements: [
      {
        name: "policy-attribute",
        description: "A next hop.",
        attributes: [
          { name: "next-hop", key: true, type: text },
          { name: "realm", type: realm, default: "" },
          { name: "action", type: enumeration("none", "replace-uri", "redirect"), default: "none" },
          { name: "cost", type: integer(0, 999_999_999), default: "0" },
          { name: "state", type: onOff, default: "enabled" },
        ],
      },
    ],
  },
  {
    name: "network-interface",
    description: "A network on a physical interface.",
    attributes: [
      { name: "name", key: true, type: text },
      { name: "sub-port-id", key: true, type: integer(0, 4095) },
      { name: "description", type: text, default: "" },
      { name: "hostname", type: text, default: "" },
      { name: "ip-address", type: text, default: "" },
      { name: "netmask", type: text, default: "" },
      { name: "gateway", type: text, default: "" },
    ],
  },
  {
    name: "realm-config",
    description: "A realm: a part of the network with settings of its own.",
    attributes: [
      { name: "identifier", key: true, type: text },
      { name: "description", type: text, default: "" },
      { name: "addr-prefix", type: text, default: "0.0.0.0" },
      {
        name: "network-interfaces",
        type: { name: "reference", to: "network-interface" },
        default: "",
        multiple: true,
      },
      { name: "mm-in-realm", type: onOff, default: "disabled" },
      {
        name: "access-control-trust-level",
        type: enumeration("none", "low", "medium", "high"),
        default: "none",
      },
    ],
  },
  {
    name: "session-agent",
    description: "A peer in signaling.",
    attributes: [
      { name: "hostname", key: true, type: text },
      { name: "ip-address", type: text, default: "" },
      { name: "port", type: integer(0, 65_535), default: "5060" },
      { name: "state", type: onOff, default: "enabled" },
      { name: "app-protocol", type: enumeration("SIP", "H323"), default: "SIP" },
      {
        name: "transport-method",
        type: enumeration("UDP", "UDP+TCP", "DynamicTCP", "StaticTCP", "DynamicTLS", "StaticTLS"),
        default: "UDP",
      },
      { name: "realm-id", type: realm, default: "" },
      { name: "description", type: text, default: "" },
      { name: "max-sessions", type: integer(0, 999_999_999), default: "0" },
      { name: "ping-method", type: text, default: "" },
      { name: "ping-interval", type: integer(0, 999_999_999), default: "0" },
    ],
  },
  {
    name: "system-config",
    description: "Settings of the whole system.",
    single: true,
    attributes: [
      { name: "hostname", type: text, default: "" },
      { name: "description", type: text, default: "" },
      { name: "location", type: text, default: "" },
      { name: "mib-system-contact", type: text, default: "" },
      { name: "default-gateway", type: text, default: "" },
      {
        name: "process-log-level",
        type: enumeration("EMERGENCY", "CRITICAL", "MAJOR", "MINOR", "WARNING", "NOTICE", "INFO"),
        default: "NOTICE",
      },
      { name: "telnet-timeout", type: integer(0, 65_535), default: "0" },
    ],
  },
];

/** Finds a type by its name, also one of sub-elements. */
export function findElementType(
  name: string,
  types: readonly ElementTypeDefinition[] = elementTypes,
): ElementTypeDefinition | undefined {
  for (const type of types) {
    const found = type.name === name ? type : findElementType(name, type.subElements ?? []);
    if (found) return found;
  }
  return undefined;
}
