import type {
  BusyError,
  DeadlineError,
  DeviceErrorCode,
  EditError,
  LockLostError,
  LockNotReleasedError,
  OptionError,
  ResponseErrorCode,
  TransportErrorCode,
  VersionError,
} from "@asyncstatus/client";
import { connect, fetchTransport, requestOutcomes } from "@asyncstatus/client";
import {
  createInMemoryDevice,
  type ScenarioName,
  startDevice,
  VirtualClock,
} from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { play } from "../live/play.ts";
import { type SceneName, sceneNames } from "../live/scenes.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace, type Environment } from "./workplace.ts";

type Code =
  | ResponseErrorCode
  | BusyError["code"]
  | DeadlineError["code"]
  | DeviceErrorCode
  | EditError["code"]
  | LockLostError["code"]
  | LockNotReleasedError["code"]
  | OptionError["code"]
  | TransportErrorCode
  | VersionError["code"];

// A missing code is a compile error.
const codes: Record<Code, true> = {
  aborted: true,
  "bad-request": true,
  "body-too-large": true,
  "body-truncated": true,
  busy: true,
  closed: true,
  conflict: true,
  "content-encoding": true,
  deadline: true,
  "edit-failed": true,
  failed: true,
  forbidden: true,
  "invalid-option": true,
  "invalid-request": true,
  "lock-lost": true,
  "lock-not-released": true,
  locked: true,
  "malformed-response": true,
  "name-not-found": true,
  "not-found": true,
  "not-https": true,
  "not-in-version": true,
  redirect: true,
  "redirect-hidden": true,
  refused: true,
  reset: true,
  timeout: true,
  "tls-failed": true,
  "tls-fingerprint-mismatch": true,
  "tls-untrusted": true,
  unauthorized: true,
  unavailable: true,
  undecodable: true,
  "unexpected-status": true,
  unreachable: true,
};

const guide = readGuide("outcomes-and-errors");
const bare = (cell = "") => cell.replace(/^`(.*)`$/, "$1");

test("each outcome has a row, and its scenario causes it", async () => {
  const rows = guide.rows("Outcomes");
  expect(rows.map(([outcome]) => bare(outcome))).toEqual(requestOutcomes);
  for (const [outcome, , , cause = ""] of rows.filter(([, , , cell]) => cell !== "Ctrl-C")) {
    const name = /^\[`(.*)`\]/.exec(cause)?.[1];
    const { client } = await play(name as SceneName);
    expect(client.reported.outcome).toBe(bare(outcome));
  }
}, 20_000);

test("each error code has a row", () => {
  const documented = new Set(guide.rows("Errors").map(([code]) => bare(code)));
  expect([...documented].sort()).toEqual(Object.keys(codes).sort());
});

test("the switch covers the outcomes of all scenarios", async () => {
  const place = createWorkplace();
  place.write("what-next.ts", guide.file("what-next.ts"));
  const { whatNext } = await import(/* @vite-ignore */ `${place.folder}/what-next.ts`);
  const actions: string[] = [];
  for (const name of sceneNames) actions.push(whatNext((await play(name)).client.reported));
  expect(new Set(actions)).toEqual(new Set(["continue", "fix", "investigate", "retry", "resume"]));
}, 30_000);

test.each<[string, ScenarioName | undefined, Environment]>([
  ["busy", "busy-at-start", {}],
  ["locked", "lock-held-by-gui", {}],
  ["unauthorized", undefined, { SBC_PASSWORD: "wrong" }],
  ["tls-fingerprint-mismatch", undefined, { SBC_FINGERPRINT: "00:".repeat(31).concat("00") }],
  ["invalid-option", undefined, { SBC_HOST: "https://user@192.0.2.1" }],
  ["refused", undefined, { SBC_HOST: "127.0.0.1:1" }],
  ["succeeded", undefined, {}],
])(
  "the program prints %s",
  async (code, scenario, env) => {
    const device = await startDevice(scenario ? { scenario } : {});
    onTestFinished(() => device.close());
    const place = createWorkplace();
    place.write("handle.ts", guide.file("handle.ts"));
    const ran = await place.run("node handle.ts", {
      SBC_HOST: device.url,
      SBC_PASSWORD: device.password,
      SBC_FINGERPRINT: device.fingerprint256,
      ...env,
    });
    expect({ ...ran, stdout: ran.stdout.split("\n")[0] }).toMatchObject({ code: 0, stdout: code });
    expect(ran.output).not.toContain(device.password);
  },
  20_000,
);

test("the example adds a session agent and commits", async () => {
  const place = createWorkplace();
  place.write("edit-and-commit.ts", guide.file("edit-and-commit.ts"));
  const { addAgent } = await import(/* @vite-ignore */ `${place.folder}/edit-and-commit.ts`);
  const clock = new VirtualClock();
  const credentials = { user: "admin", password: "a canary in the mine" };
  const { device, fetch } = await createInMemoryDevice({ clock, ...credentials });
  const transport = fetchTransport({ fetch });
  await using sbc = await connect({ host: "sbc.example", credentials, transport, clock });
  expect(await addAgent(sbc)).toBe("succeeded, edits kept");
  expect(device.findElements({ type: "session-agent" }, "running")).toHaveLength(2);
});

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
