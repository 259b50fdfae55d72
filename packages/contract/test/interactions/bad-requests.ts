import type { RestVersion } from "@asyncstatus/client";
import { operationNameValuesNotIn } from "@asyncstatus/model";
import { basicRequest } from "./basic-requests.ts";
import { type Interaction, refused, withSession } from "./interaction.ts";
import { afterRenewal } from "./tokens.ts";
import { basic, bearer, lockHeld, standalone, token, tokenOf, users } from "./users.ts";

const admin = tokenOf("administrator");

/** Requests that are rejected because of their parameters, form or state. */
export function badRequests(version: RestVersion): Interaction[] {
  const filename = "in/a/folder";
  const invalidName = refused(400, { errorMessage: "Invalid parameter: filename" });
  const busy = {
    given: [
      standalone,
      admin,
      lockHeld,
      { name: "an asynchronous request is in progress", params: { operation: "verify" } },
    ],
    ...refused(400, { errorMessage: "Another asynchronous request is in progress." }),
  } as const;
  const backup: Interaction = {
    version,
    description: "a backup request with a path as the file name",
    given: [standalone, admin, lockHeld],
    operationId: "activateOrBackUp",
    request: {
      authorization: bearer,
      query: { action: "backup", backupSource: "running", filename },
    },
    ...invalidName,
    run: withSession((sbc) => sbc.backup({ source: "running", filename })),
  };
  return [
    { version, ...basicRequest("saveVerifyOrRestore", " while a verify is in progress"), ...busy },
    { version, ...basicRequest("activateOrBackUp", " while a verify is in progress"), ...busy },
    {
      version,
      description: "a restore request with a path as the file name",
      given: [standalone, admin, lockHeld],
      operationId: "saveVerifyOrRestore",
      request: {
        authorization: bearer,
        query: { action: "restore", restoreSource: "backupFile", filename },
      },
      ...invalidName,
      run: withSession((sbc) => sbc.restore({ source: "backupFile", filename })),
    },
    ...(operationNameValuesNotIn[version]?.includes("backup") ? [] : [backup]),
    {
      version,
      ...basicRequest("switchOver", " to a standalone system"),
      given: [standalone, admin],
      ...refused(400, { errorMessage: "The system is not part of a pair." }),
    },
    {
      version,
      ...basicRequest("getAsyncStatus", " with another method"),
      given: [standalone, admin],
      altered: { method: "PUT" },
      ...refused(405, { errorMessage: "Method PUT is not supported for this URI." }),
    },
    ...badTokenRequests(version),
  ];
}

function badTokenRequests(version: RestVersion): Interaction[] {
  const password = "close sesame";
  const unauthorized = refused(401, { errorMessage: "Client not authorized." }, "documented");
  const renewal = {
    version,
    given: [standalone, admin],
    operationId: "requestToken",
    request: { authorization: basic("administrator"), form: { token } },
    run: afterRenewal(),
  } as const;
  // After a failed renewal, the client continues with the valid token.
  const continues = { want: bearer };
  return [
    {
      version,
      description: "a token request with a wrong password",
      given: [standalone],
      operationId: "requestToken",
      request: { authorization: basic("administrator", password) },
      ...unauthorized,
      run: (context) => context.connect({ credentials: { ...users.administrator, password } }),
    },
    {
      ...renewal,
      description: "a token renewal with an expired token",
      given: [standalone],
      ...unauthorized,
      ...continues,
    },
    {
      ...renewal,
      description: "a token renewal with another form field",
      request: { authorization: basic("administrator"), form: { accessToken: token } },
      ...refused(400, { errorMessage: "Unknown parameter: accessToken" }),
      run: afterRenewal({ renewalField: "accessToken" }),
      ...continues,
    },
    {
      ...renewal,
      description: "a token renewal with another media type",
      altered: { headers: { "content-type": "text/plain" } },
      ...refused(415, { errorMessage: "The request body must be a form." }),
      ...continues,
    },
  ];
}
