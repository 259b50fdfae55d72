import { addElements } from "./edit-elements.ts";
import type { StoredElement } from "./element.ts";

/** The configuration of a new device. */
export const initialElements: readonly StoredElement[] = addElements(
  [],
  [
    {
      type: "network-interface",
      attributes: { name: "M00", "sub-port-id": "0", "ip-address": "192.0.2.10" },
    },
    {
      type: "network-interface",
      attributes: { name: "M10", "sub-port-id": "0", "ip-address": "198.51.100.10" },
    },
    {
      type: "realm-config",
      attributes: { identifier: "access", "network-interfaces": "M00:0" },
    },
    { type: "realm-config", attributes: { identifier: "core", "network-interfaces": "M10:0" } },
    {
      type: "session-agent",
      attributes: {
        hostname: "core-proxy.example",
        "ip-address": "198.51.100.20",
        "realm-id": "core",
      },
    },
    {
      type: "local-policy",
      attributes: { "from-address": "*", "to-address": "*", "source-realm": "access" },
      subElements: [
        {
          type: "policy-attribute",
          attributes: { "next-hop": "core-proxy.example", realm: "core" },
        },
      ],
    },
    {
      type: "host-route",
      attributes: {
        "dest-network": "203.0.113.0",
        netmask: "255.255.255.0",
        gateway: "192.0.2.1",
      },
    },
    {
      type: "certificate-record",
      attributes: { name: "web-server", "common-name": "sbc.example" },
    },
    { type: "system-config", attributes: { hostname: "sbc", location: "lab" } },
  ],
);
