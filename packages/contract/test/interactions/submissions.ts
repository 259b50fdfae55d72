import type { RestVersion, Sbc } from "@asyncstatus/client";
import { operationNameValuesNotIn } from "@asyncstatus/model";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import type { State } from "../../src/index.ts";
import { answerOf, anyText, type Interaction, loggedIn } from "./interaction.ts";
import { bearer, token, tokenOf } from "./users.ts";

type Query = Readonly<Record<string, string>>;

/** Every asynchronous request, taken. */
export function submissions(version: RestVersion): Interaction[] {
  const path = operations.getAsyncStatus.path.replace("{version}", version);
  const submission = (
    operationId: OperationId,
    query: Query,
    submit: (sbc: Sbc) => ReturnType<Sbc["save"]>,
  ): Interaction => ({
    version,
    description: `a request that is taken: ${Object.values(query).join(" ")}`,
    given: [
      { name: "a device stands alone", params: {} },
      tokenOf("administrator"),
      { name: "the configuration lock belongs to the access token", params: { token } },
    ],
    operationId,
    sent: { authorization: bearer, query },
    answer: answerOf(
      202,
      "AcceptedResponse",
      {},
      { link: `^https://[^/]+${path.replaceAll(".", "\\.")}$` },
      [`https://192.0.2.1${path}`],
    ),
    act: loggedIn(async (sbc) => {
      const { operation, submission } = await submit(sbc);
      return { operation, submission };
    }),
    want: { operation: query.action, submission: "accepted" },
  });
  const put = "saveVerifyOrRestore";
  const post = "activateOrBackUp";
  const filename = "before";
  const all = [
    submission(put, { action: "verify" }, (sbc) => sbc.verify()),
    submission(put, { action: "save" }, (sbc) => sbc.save()),
    ...(["running", "saved"] as const).map((source) =>
      submission(put, { action: "restore", restoreSource: source }, (sbc) =>
        sbc.restore({ source }),
      ),
    ),
    submission(put, { action: "restore", restoreSource: "backupFile", filename }, (sbc) =>
      sbc.restore({ source: "backupFile", filename }),
    ),
    submission(post, { action: "activate" }, (sbc) => sbc.activate()),
    ...(["running", "saved", "editing"] as const).map((source) =>
      submission(post, { action: "backup", backupSource: source, filename }, (sbc) =>
        sbc.backup({ source, filename }),
      ),
    ),
  ];
  const words: readonly string[] = operationNameValuesNotIn[version] ?? [];
  return all.filter(({ sent }) => !words.includes(sent.query?.action ?? ""));
}

/** The lock, and what breaks a wait. */
export function deeds(version: RestVersion): Interaction[] {
  const alone: State = { name: "a device stands alone", params: {} };
  const common = { version, sent: { authorization: bearer }, want: undefined };
  const admin = tokenOf("administrator");
  return [
    {
      ...common,
      description: "a request for the lock, which is free",
      given: [alone, admin],
      operationId: "lockConfiguration",
      answer: { status: 204 },
      act: loggedIn(async (sbc) => {
        await sbc.lock();
      }),
    },
    {
      ...common,
      description: "a release of the lock",
      given: [
        alone,
        admin,
        { name: "the configuration lock belongs to the access token", params: { token } },
      ],
      operationId: "unlockConfiguration",
      answer: { status: 204 },
      act: loggedIn(async (sbc) => (await sbc.lock()).release()),
    },
    {
      ...common,
      description: "a reboot",
      given: [alone, admin],
      operationId: "reboot",
      answer: answerOf(202, "AcceptedResponse", {}, { link: anyText }, ["Rebooting in 5 seconds"]),
      act: loggedIn((sbc) => sbc.reboot()),
    },
    {
      ...common,
      description: "a switchover to the standby system of the pair",
      given: [{ name: "a device is the active one of a pair", params: {} }, admin],
      operationId: "switchOver",
      answer: { status: 204 },
      act: loggedIn((sbc) => sbc.switchOver()),
    },
  ];
}
