import { type RestVersion, restVersions } from "@asyncstatus/client";
import type { Message } from "@asyncstatus/model";
import { operations } from "@asyncstatus/model/operations";
import type { State } from "../../src/index.ts";
import { type ClientOperationId, clientOperationIds, interaction } from "./basic-requests.ts";
import { type Interaction, refused } from "./interaction.ts";
import { loginOfAdministrator, standalone, tokenOf } from "./users.ts";

/** A reason for which several requests are rejected alike. */
interface Refusal {
  readonly suffix: string;
  readonly status: number;
  readonly message: Message;
  readonly text?: "documented";
  readonly altered?: Interaction["altered"];
  readonly given: (version: RestVersion, id: ClientOperationId) => Interaction["given"];
  readonly appliesTo: (id: ClientOperationId) => boolean;
}

const needsToken = (id: ClientOperationId) => operations[id].security === "bearer";

function loggedIn(id: ClientOperationId): Interaction["given"] {
  return [standalone, needsToken(id) ? tokenOf("administrator") : loginOfAdministrator];
}

const refusals: readonly Refusal[] = [
  {
    suffix: "with an invalid token",
    status: 401,
    message: { errorMessage: "Client not authorized." },
    text: "documented",
    given: () => [standalone],
    appliesTo: needsToken,
  },
  {
    suffix: "by a user who is not an administrator",
    status: 403,
    message: { errorMessage: "Administrator privileges are required." },
    given: () => [standalone, tokenOf("operator")],
    appliesTo: (id) => operations[id].requiresAdministrator,
  },
  {
    suffix: "in an unsupported REST version",
    status: 404,
    message: { errorMessage: "Unsupported version", link: "Supported versions" },
    given: (version) => [{ name: "a device without the REST version", params: { version } }],
    appliesTo: (id) => operations[id].path.includes("{version}"),
  },
  {
    suffix: "that does not accept XML",
    status: 406,
    message: { errorMessage: "Only application/xml can be produced." },
    altered: { headers: { accept: "application/json" } },
    given: (_, id) => loggedIn(id),
    appliesTo: () => true,
  },
  {
    suffix: "without the lock",
    status: 423,
    message: { errorMessage: "User does not have the lock." },
    text: "documented",
    given: (_, id) => loggedIn(id),
    appliesTo: (id) => operations[id].requiresLock,
  },
  {
    suffix: "while another user holds the lock",
    status: 423,
    message: { errorMessage: "Resource locked by another user" },
    text: "documented",
    given: (_, id) => [...loggedIn(id), state("another user holds the configuration lock")],
    appliesTo: (id) => operations[id].requiresLock || id === "lockConfiguration",
  },
  {
    suffix: "to a device with an internal error",
    status: 500,
    message: { errorMessage: "Unable to execute the request." },
    given: (_, id) => [...loggedIn(id), state("every request fails with an internal error")],
    // The reference device always knows its versions and element types.
    appliesTo: (id) =>
      !["getSupportedVersions", "getElementTypes", "getElementTypeMetadata"].includes(id),
  },
];

function state(
  name: "another user holds the configuration lock" | "every request fails with an internal error",
): State {
  return { name, params: {} };
}

/** Requests without a version in the path belong to the contract of the newest. */
function idsIn(version: RestVersion): ClientOperationId[] {
  return clientOperationIds.filter(
    (id) => version === restVersions[0] || operations[id].path.includes("{version}"),
  );
}

/** Rejections that do not depend on the kind of request. */
export function refusalInteractions(version: RestVersion): Interaction[] {
  return idsIn(version).flatMap((id) =>
    refusals
      .filter(({ appliesTo }) => appliesTo(id))
      .map(({ suffix, status, message, text, altered, given }) =>
        interaction(version, id, ` ${suffix}`, {
          given: given(version, id),
          ...(altered && { altered }),
          ...refused(status, message, text),
          ...exceptionOf(id, status),
        }),
      ),
  );
}

/** Cases in which the client does not throw an error for the response. */
function exceptionOf(id: ClientOperationId, status: number): Partial<Pick<Interaction, "want">> {
  if (id === "unlockConfiguration" && status === 423) return { want: { code: "lock-lost" } };
  // The device may have accepted it; the wait finds out.
  if (operations[id].asynchronous && status === 500) return { want: "unknown" };
  return {};
}

/** Requests over plain HTTP, which this client never uses by itself. */
export function plainHttpInteractions(version: RestVersion): Interaction[] {
  const message = { errorMessage: "Client must connect with HTTPS." };
  return idsIn(version).map((id) =>
    interaction(version, id, " over plain HTTP", {
      given: [standalone],
      ...refused(426, message, "documented"),
    }),
  );
}
