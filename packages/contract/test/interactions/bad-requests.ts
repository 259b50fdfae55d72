import type { RestVersion } from "@asyncstatus/client";
import { operationNameValuesNotIn } from "@asyncstatus/model";
import { interaction } from "./basic-requests.ts";
import { type Interaction, refused, withSession } from "./interaction.ts";
import { afterRenewal } from "./tokens.ts";
import {
  basic,
  bearer,
  lockHeld,
  loginOfAdministrator,
  standalone,
  token,
  tokenOf,
  users,
} from "./users.ts";

const admin = tokenOf("administrator");

/** Requests that are rejected because of their parameters, form or state. */
export function badRequests(version: RestVersion): Interaction[] {
  const filename = "before-change";
  const invalidName = {
    given: [standalone, admin, lockHeld],
    altered: { query: { filename: "in/a/folder" } },
    ...refused(400, { errorMessage: "Invalid parameter: filename" }),
  } as const;
  const busy = {
    given: [
      standalone,
      admin,
      lockHeld,
      { name: "an asynchronous request is in progress", params: { operation: "verify" } },
    ],
    ...refused(400, { errorMessage: "Another asynchronous request is in progress." }),
  } as const;
  const backup = interaction(version, "activateOrBackUp", "", {
    description: "a backup request with a path as the file name",
    request: {
      authorization: bearer,
      query: { action: "backup", backupSource: "running", filename },
    },
    ...invalidName,
    run: withSession((sbc) => sbc.backup({ source: "running", filename })),
  });
  return [
    interaction(version, "saveVerifyOrRestore", " while a verify is in progress", busy),
    interaction(version, "activateOrBackUp", " while a verify is in progress", busy),
    interaction(version, "saveVerifyOrRestore", "", {
      description: "a restore request with a path as the file name",
      request: {
        authorization: bearer,
        query: { action: "restore", restoreSource: "backupFile", filename },
      },
      ...invalidName,
      run: withSession((sbc) => sbc.restore({ source: "backupFile", filename })),
    }),
    ...(operationNameValuesNotIn[version]?.includes("backup") ? [] : [backup]),
    interaction(version, "switchOver", " to a standalone system", {
      ...refused(400, { errorMessage: "The system is not part of a pair." }),
    }),
    interaction(version, "getAsyncStatus", " with another method", {
      altered: { method: "PUT" },
      ...refused(405, { errorMessage: "Method PUT is not supported for this URI." }),
    }),
    ...badTokenRequests(version),
  ];
}

function badTokenRequests(version: RestVersion): Interaction[] {
  const password = "close sesame";
  const unauthorized = refused(401, { errorMessage: "Client not authorized." }, "documented");
  const authorization = basic("administrator");
  const renewal = (name: string, parts: Parameters<typeof interaction>[3]) =>
    interaction(version, "requestToken", "", {
      description: `a token renewal with ${name}`,
      given: [standalone, loginOfAdministrator, admin],
      request: { authorization, form: { token } },
      run: afterRenewal(),
      ...parts,
      // After a failed renewal, the client continues with the valid token.
      want: bearer,
    });
  return [
    interaction(version, "requestToken", " with a wrong password", {
      given: [standalone],
      request: { authorization: basic("administrator", password) },
      ...unauthorized,
      run: (context) => context.connect({ credentials: { ...users.administrator, password } }),
    }),
    renewal("an expired token", { given: [standalone, loginOfAdministrator], ...unauthorized }),
    renewal("another form field", {
      request: { authorization, form: { accessToken: token } },
      ...refused(400, { errorMessage: "Unknown parameter: accessToken" }),
      run: afterRenewal({ renewalField: "accessToken" }),
    }),
    renewal("another media type", {
      altered: { headers: { "content-type": "text/plain" } },
      ...refused(415, { errorMessage: "The request body must be a form." }),
    }),
  ];
}
