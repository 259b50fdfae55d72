import {
  type Change,
  type CommitOptions,
  type ConnectOptions,
  fetchTransport,
  planChange,
  readForChange,
  sendPlan,
} from "@asyncstatus/client";
import { describe, expect, test } from "vitest";
import { createWorld, lockIsFree, type World } from "./world.ts";

const change: Change = {
  elements: [
    { type: "session-agent", attributes: { hostname: "sa1.example", "realm-id": "core" } },
    { type: "system-config", attributes: { location: "attic" } },
    {
      type: "host-route",
      attributes: { "dest-network": "203.0.113.0", netmask: "255.255.255.0" },
      state: "absent",
    },
  ],
};
const versions = ["v1.2", "v1.1", "v1.0"] as const;

/** Connects, and records the requests that the device receives. */
async function connected(world: World, options: Partial<ConnectOptions> = {}) {
  const requests: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { method, url } = new Request(input, init);
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace(/^\/rest\/v1\.\d\//, "");
    requests.push([method, path, searchParams.get("action") ?? ""].join(" ").trim());
    return world.fetch(input, init);
  };
  return {
    requests,
    sbc: await world.connect({ transport: fetchTransport({ fetch }), ...options }),
  };
}

const editRequests = (requests: readonly string[]) =>
  requests.filter((request) => /^(POST|PUT|DELETE) configuration\/configElements/.test(request));
const submissions = (requests: readonly string[]) =>
  requests.flatMap((request) => /^\w+ configuration\/management (\w+)/.exec(request)?.[1] ?? []);

/** An edit of another user that is not saved. */
function editAsOther(
  { device }: World,
  attributes = { hostname: "core-proxy.example", state: "disabled" },
) {
  device.edit({ change: [{ type: "session-agent", attributes }] });
}

describe.for(versions)("%s", (version) => {
  test("a change that is applied is running, and leaves nothing to do", async () => {
    const world = createWorld();
    await using sbc = await world.connect({ version });
    const plan = await sbc.planChange(change);
    expect(plan).toMatchObject({ isRunning: false, others: [], edited: [], unread: [] });
    expect(plan.edits.map(({ action }) => action)).toEqual(["add", "update", "delete"]);
    const edits: string[] = [];
    expect(
      await sbc.applyChange(change, { plan, onEdit: ({ action }) => edits.push(action) }),
    ).toMatchObject({ outcome: "succeeded", plan, edit: { state: "kept" } });
    expect(edits).toEqual(["add", "update", "delete"]);
    const { device } = world;
    expect(device.findElements({ type: "system-config" }, "running")).toMatchObject([
      { attributes: { location: ["attic"] } },
    ]);
    const again = await sbc.applyChange(change);
    expect(again).toMatchObject({ outcome: "unchanged", steps: [], plan: { isRunning: true } });
    expect(again).not.toHaveProperty("edit");
    expect(lockIsFree(device)).toBe(true);
  });
});

test("a change that is running sends nothing that changes anything", async () => {
  const world = createWorld();
  const { sbc, requests } = await connected(world);
  await sbc.applyChange(change);
  requests.length = 0;
  await sbc.applyChange(change);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([
    "POST configuration/lock",
    "POST configuration/unlock",
  ]);
});

test("the edits of a change that was cut off are committed without being sent again", async () => {
  const world = createWorld();
  const { sbc, requests } = await connected(world);
  // As a process that was killed between the edits and the verify.
  {
    await using _ = await sbc.lock();
    await sendPlan(sbc.elements, planChange(change, await readForChange(sbc.elements, change)));
  }
  expect(await sbc.planChange(change)).toMatchObject({
    edits: [],
    edited: [{ action: "add" }, { action: "update" }, { action: "delete" }],
    others: [],
    isRunning: false,
  });
  requests.length = 0;
  expect(await sbc.applyChange(change)).toMatchObject({ outcome: "succeeded" });
  expect(editRequests(requests)).toEqual([]);
  expect(submissions(requests)).toEqual(["verify", "save", "activate"]);
});

test("stops at another user's unsaved edit, and includes it if told so", async () => {
  const world = createWorld();
  editAsOther(world);
  const { sbc, requests } = await connected(world);
  const others = [{ action: "update", key: { hostname: ["core-proxy.example"] } }];
  expect(await sbc.planChange(change)).toMatchObject({ others });
  expect(await sbc.applyChange(change)).toMatchObject({
    outcome: "stopped",
    stopReason: "others-edits",
    plan: { others },
    steps: [],
  });
  expect(editRequests(requests)).toEqual([]);
  expect(submissions(requests)).toEqual([]);
  const included = await sbc.applyChange(change, { includeOthers: true });
  expect(included).toMatchObject({ outcome: "succeeded", plan: { others } });
  const key = { hostname: "core-proxy.example" };
  expect(await sbc.elements.get("session-agent", key, { running: true })).toMatchObject({
    attributes: { state: ["disabled"] },
  });
});

test("sends nothing if the plan that was agreed to no longer holds", async () => {
  const world = createWorld();
  const { sbc, requests } = await connected(world);
  const plan = await sbc.planChange(change);
  editAsOther(world);
  expect(await sbc.applyChange(change, { plan, includeOthers: true })).toMatchObject({
    outcome: "stopped",
    stopReason: "plan-changed",
    plan: { others: [{ action: "update" }] },
  });
  expect(editRequests(requests)).toEqual([]);
  expect(submissions(requests)).toEqual([]);
});

test("reads at most 1 + 3 per type, and sends one request per changed element", async () => {
  const world = createWorld();
  const { sbc, requests } = await connected(world);
  requests.length = 0;
  const plan = await sbc.planChange(change);
  const elements = requests.filter((request) => /configElements|elementTypes/.test(request));
  expect(elements.length).toBeLessThanOrEqual(1 + 3 * 3);
  requests.length = 0;
  await sbc.applyChange(change, { plan });
  expect(editRequests(requests)).toHaveLength(3);
  const reads = requests.filter((request) => /^GET configuration\/(conf|el)/.test(request));
  expect(reads.length).toBeLessThanOrEqual(1 + 3 * 3);
});

describe("an activate that another user's verify replaced in the status", () => {
  const superseded = async (
    effect: "takes effect" | "none",
    minimumConfidence?: CommitOptions["minimumConfidence"],
  ) => {
    const { device, connect } = createWorld({
      assumptions: { lockBinds: "restClients", secondRequest: "replaces" },
      behavior: ({ operation }) => ({
        durationMs: 1_000,
        ...(operation === "activate" && effect === "none" && { fail: "no memory" }),
      }),
    });
    await using sbc = await connect();
    return await sbc.applyChange(change, {
      ...(minimumConfidence && { minimumConfidence }),
      onOperation: ({ operation }) => {
        if (operation === "activate") device.issue("verify", { by: "ACLI" });
      },
    });
  };

  test("succeeds if the running configuration has the elements, and did not before", async () => {
    expect(await superseded("takes effect")).toMatchObject({
      outcome: "succeeded",
      isRunning: true,
      steps: [{}, {}, { outcome: "superseded" }],
    });
    expect(await superseded("takes effect")).not.toHaveProperty("stopReason");
  });

  test("is unknown if the elements do not run", async () => {
    const result = await superseded("none");
    expect(result).toMatchObject({ outcome: "superseded", last: { operation: "activate" } });
    expect(result).not.toHaveProperty("isRunning");
  });

  test("is not proven by the elements", async () => {
    expect(await superseded("takes effect", "proven")).toMatchObject({
      outcome: "superseded",
      isRunning: true,
    });
  });
});

describe("a commit that compares", () => {
  const committed = async (options: CommitOptions, prepare: (world: World) => void = () => {}) => {
    const world = createWorld();
    prepare(world);
    const { sbc, requests } = await connected(world);
    const result = await sbc.commit({ compare: true, ...options });
    return { ...world, requests, result };
  };
  const edit: CommitOptions["edit"] = (elements) =>
    elements.update({ type: "system-config", attributes: { location: "attic" } });

  test("is unchanged, and sends nothing, if nothing was edited", async () => {
    const { result, requests, device } = await committed({});
    expect(result).toMatchObject({
      outcome: "unchanged",
      steps: [],
      comparison: { differences: [], unread: [] },
    });
    expect(submissions(requests)).toEqual([]);
    expect(lockIsFree(device)).toBe(true);
  });

  test("is not unchanged if a saved configuration is not running", async () => {
    const world = createWorld();
    await using sbc = await world.connect();
    editAsOther(world);
    {
      await using _ = await sbc.lock();
      await (await sbc.save()).wait();
    }
    editAsOther(world, { hostname: "core-proxy.example", state: "enabled" });
    expect(await sbc.commit({ compare: true })).toMatchObject({
      outcome: "succeeded",
      comparison: { differences: [] },
    });
  });

  test("commits what was edited, and lists it before", async () => {
    const seen: unknown[] = [];
    const { result } = await committed(
      { onComparison: ({ differences }) => seen.push(...differences) },
      editAsOther,
    );
    expect(seen).toMatchObject([
      { action: "update", changes: [{ name: "state", from: ["enabled"], to: ["disabled"] }] },
    ]);
    expect(result).toMatchObject({ outcome: "succeeded", comparison: { differences: seen } });
  });

  test("stops before its edit at unsaved edits, and includes them if told so", async () => {
    const { result, requests } = await committed({ edit }, editAsOther);
    expect(result).toMatchObject({ outcome: "stopped", stopReason: "others-edits", steps: [] });
    expect(editRequests(requests)).toEqual([]);
    const included = await committed({ edit, includeOthers: true }, editAsOther);
    expect(included.result).toMatchObject({ outcome: "succeeded" });
  });

  test("is unchanged after the backup if its edit sends nothing", async () => {
    const { result, requests } = await committed({ edit: async () => {} });
    expect(result).toMatchObject({ outcome: "unchanged", edit: { edits: [], state: "none" } });
    expect(submissions(requests)).toEqual(["backup"]);
  });
});

test("adds a singleton, and plans for a type without elements", async () => {
  const { connect, device } = createWorld();
  device.edit({ delete: [{ type: "system-config" }] });
  const wanted = { elements: [{ type: "system-config", attributes: { location: "attic" } }] };
  await using sbc = await connect();
  await sbc.commit({
    edit: async (elements) =>
      sendPlan(elements, planChange(wanted, await readForChange(elements, wanted))),
  });
  expect(device.findElements({ type: "system-config" }, "running")).toHaveLength(1);
});
