import type { RestVersion } from "@asyncstatus/client";
import { operationNameValuesNotIn } from "@asyncstatus/model";
import type { State } from "../../src/index.ts";
import { afterRenewal } from "./after-renewal.ts";
import { plainActs } from "./basic-requests.ts";
import { type Interaction, loggedIn } from "./interaction.ts";
import { refused } from "./refused.ts";
import { basic, bearer, people, token, tokenOf } from "./users.ts";

/** What is refused because of what is asked for, or of who asks for a token, and how. */
export function badRequests(version: RestVersion): Interaction[] {
  const alone: State = { name: "a device stands alone", params: {} };
  const admin = tokenOf("administrator");
  const locked: State = {
    name: "the configuration lock belongs to the access token",
    params: { token },
  };
  const path = "in/a/folder";
  const badName = refused(400, { errorMessage: "Invalid parameter: filename" });
  const busy = {
    given: [
      alone,
      admin,
      locked,
      { name: "an asynchronous request is in progress", params: { operation: "verify" } },
    ],
    ...refused(400, { errorMessage: "Another asynchronous request is in progress." }),
  } as const;
  const hasBackup = !operationNameValuesNotIn[version]?.includes("backup");
  return [
    {
      version,
      description: "a save while a verify is in progress",
      operationId: "saveVerifyOrRestore",
      ...busy,
      ...plainActOf("saveVerifyOrRestore"),
    },
    {
      version,
      description: "an activate while a verify is in progress",
      operationId: "activateOrBackUp",
      ...busy,
      ...plainActOf("activateOrBackUp"),
    },
    {
      version,
      description: "a restore from a backup file that is named by a path",
      given: [alone, admin, locked],
      operationId: "saveVerifyOrRestore",
      sent: {
        authorization: bearer,
        query: { action: "restore", restoreSource: "backupFile", filename: path },
      },
      ...badName,
      act: loggedIn((sbc) => sbc.restore({ source: "backupFile", filename: path })),
    },
    ...(hasBackup
      ? [
          {
            version,
            description: "a backup to a file that is named by a path",
            given: [alone, admin, locked],
            operationId: "activateOrBackUp",
            sent: {
              authorization: bearer,
              query: { action: "backup", backupSource: "running", filename: path },
            },
            ...badName,
            act: loggedIn((sbc) => sbc.backup({ source: "running", filename: path })),
          } satisfies Interaction,
        ]
      : []),
    {
      version,
      description: "a switchover of a system that stands alone",
      given: [alone, admin],
      operationId: "switchOver",
      ...refused(400, { errorMessage: "The system is not part of a pair." }),
      ...plainActOf("switchOver"),
    },
    {
      version,
      description: "a look at asyncstatus whose method was changed on the way",
      given: [alone, admin],
      operationId: "getAsyncStatus",
      altered: { method: "PUT" },
      ...refused(405, { errorMessage: "Method PUT is not supported for this URI." }),
      ...plainActOf("getAsyncStatus"),
    },
    ...badRequestsOfTokens(version),
  ];
}

function badRequestsOfTokens(version: RestVersion): Interaction[] {
  const given = [
    { name: "a device stands alone", params: {} },
    tokenOf("administrator"),
  ] as const satisfies Interaction["given"];
  const renewal = {
    version,
    given,
    operationId: "requestToken",
    act: afterRenewal(),
    sent: { authorization: basic("administrator"), form: { token } },
  } as const;
  // A renewal that fails is no end: the token that there is still lives.
  const goesOn = { want: bearer };
  return [
    {
      version,
      description: "a request for a token with a wrong password",
      given: [given[0]],
      operationId: "requestToken",
      sent: { authorization: basic("administrator", "close sesame") },
      ...refused(401, { errorMessage: "Client not authorized." }, "documented"),
      act: (stage) =>
        stage.connect({ credentials: { ...people.administrator, password: "close sesame" } }),
    },
    {
      ...renewal,
      description: "a renewal of a token that has ended",
      given: [given[0]],
      ...refused(401, { errorMessage: "Client not authorized." }, "documented"),
      ...goesOn,
    },
    {
      ...renewal,
      description: "a renewal whose form field has another name than the device knows",
      sent: { authorization: basic("administrator"), form: { accessToken: token } },
      ...refused(400, { errorMessage: "Unknown parameter: accessToken" }),
      act: afterRenewal({ renewalField: "accessToken" }),
      ...goesOn,
    },
    {
      ...renewal,
      description: "a renewal whose media type was changed on the way",
      altered: { headers: { "content-type": "text/plain" } },
      ...refused(415, { errorMessage: "The request body must be a form." }),
      ...goesOn,
    },
  ];
}

function plainActOf(id: keyof typeof plainActs): Pick<Interaction, "sent" | "act"> {
  const { sent, act } = plainActs[id];
  return { sent, act };
}
