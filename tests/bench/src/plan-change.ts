import { type Change, connect, fetchTransport } from "@asyncstatus/client";
import { createInMemoryDevice } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";

/**
 * Measures the CPU time of a plan, and counts its requests. The responses of the reference device are
 * recorded, so that its own time does not count.
 *
 * @param elements The number of elements that the change lists, each of which differs.
 */
export async function planChange({
  rounds,
  elements,
}: {
  rounds: number;
  elements: number;
}): Promise<Figure[]> {
  const credentials = { user: "admin", password: "canary-in-the-mine" };
  const { device, fetch: send } = await createInMemoryDevice(credentials);
  const agents = Array.from({ length: elements }, (_, index) => ({
    type: "session-agent",
    attributes: { hostname: `agent-${index}.example`, "realm-id": "core", state: "enabled" },
  }));
  device.edit({ add: agents });
  const change: Change = {
    elements: agents.map(({ type, attributes }) => ({
      type,
      attributes: { ...attributes, state: "disabled" },
    })),
  };
  const recorded = new Map<string, { body: string; init: ResponseInit }>();
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests += 1;
    const request = new Request(input, init);
    const found = recorded.get(request.url);
    if (found) return new Response(found.body, found.init);
    const response = await send(request);
    const { status } = response;
    const headers = Object.fromEntries(response.headers);
    const body = await response.text();
    if (request.method === "GET") recorded.set(request.url, { body, init: { status, headers } });
    return new Response(body, { status, headers });
  };
  await using sbc = await connect({
    host: "192.0.2.1",
    credentials,
    transport: fetchTransport({ fetch }),
  });
  await sbc.planChange(change);
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    requests = 0;
    const before = process.cpuUsage();
    const { edits } = await sbc.planChange(change);
    const { user, system } = process.cpuUsage(before);
    milliseconds.push((user + system) / 1_000);
    if (edits.length !== elements)
      throw new Error(`Expected ${elements} edits, got ${edits.length}.`);
  }
  const pages = Math.ceil(elements / 100);
  const count = elements.toLocaleString("en");
  return [
    {
      what: `CPU time of a plan with ${count} elements`,
      values: milliseconds,
      unit: " ms",
      bound: { of: "median", atMost: 1_000 },
    },
    {
      what: `requests for a plan of ${count} elements of one type`,
      values: [requests],
      unit: "",
      // One for the types, one for the metadata, two lists, and one for the versions.
      bound: { of: "largest", atMost: 1 + 1 + 2 * (pages + 1) + 1 },
    },
  ];
}
