import type { RestVersion, Sbc } from "@asyncstatus/client";
import { operationNameValuesNotIn } from "@asyncstatus/model";
import { operations } from "@asyncstatus/model/operations";
import { type ClientOperationId, interaction } from "./basic-requests.ts";
import { anyText, type Interaction, responseOf, withSession } from "./interaction.ts";
import { bearer, lockHeld, standalone, tokenOf } from "./users.ts";

/** Every asynchronous request, accepted. */
export function submissions(version: RestVersion): Interaction[] {
  const path = operations.getAsyncStatus.path.replace("{version}", version);
  const response = responseOf(
    202,
    "AcceptedResponse",
    {},
    { link: `^https://[^/]+${path.replaceAll(".", "\\.")}$` },
    [`https://192.0.2.1${path}`],
  );
  const submission = (
    operationId: ClientOperationId,
    query: Readonly<Record<string, string>>,
    submit: (sbc: Sbc) => ReturnType<Sbc["save"]>,
  ) =>
    interaction(version, operationId, "", {
      description: `an accepted request: ${Object.values(query).join(" ")}`,
      given: [standalone, tokenOf("administrator"), lockHeld],
      request: { authorization: bearer, query },
      response,
      run: withSession(async (sbc) => {
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
  const unsupported: readonly string[] = operationNameValuesNotIn[version] ?? [];
  return all.filter(({ request }) => !unsupported.includes(request.query?.action ?? ""));
}

/** Lock, unlock, reboot and switchover. */
export function commands(version: RestVersion): Interaction[] {
  const admin = tokenOf("administrator");
  const response = { status: 204 };
  const want = undefined;
  const run = withSession(async (sbc) => void (await sbc.lock()));
  const locked = [standalone, admin, lockHeld] as const;
  const active = [{ name: "the active device of an HA pair", params: {} }, admin] as const;
  const links = ["Rebooting in 5 seconds"];
  const accepted = responseOf(202, "AcceptedResponse", {}, { link: anyText }, links);
  return [
    interaction(version, "lockConfiguration", "", { response, run, want }),
    interaction(version, "unlockConfiguration", "", { given: locked, response, want }),
    interaction(version, "reboot", "", { response: accepted, want }),
    interaction(version, "switchOver", "", { given: active, response, want }),
  ];
}
