import { type RestVersion, restVersions } from "@asyncstatus/client";
import type { Message } from "@asyncstatus/model";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import type { State } from "../../src/index.ts";
import { plainActs } from "./basic-requests.ts";
import type { Interaction } from "./interaction.ts";
import { refused } from "./refused.ts";
import { tokenOf } from "./users.ts";

/** A way in which requests of several kinds are refused alike. */
interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly message: Message;
  readonly text?: "documented";
  readonly altered?: Interaction["altered"];
  /** How a device comes to refuse it so. */
  readonly given: (version: RestVersion, id: OperationId) => Interaction["given"];
  /** The requests that are refused so. */
  readonly of: (id: OperationId) => boolean;
}

const ids = Object.keys(operations) as OperationId[];
const alone: State = { name: "a device stands alone", params: {} };
const needsToken = (id: OperationId) => operations[id].security === "bearer";

function known(device: State, id: OperationId): Interaction["given"] {
  return needsToken(id) ? [device, tokenOf("administrator")] : [device];
}

const refusals: readonly Refusal[] = [
  {
    what: "with a token that is not valid",
    status: 401,
    message: { errorMessage: "Client not authorized." },
    text: "documented",
    given: () => [alone],
    of: needsToken,
  },
  {
    what: "by a user who is not an administrator",
    status: 403,
    message: { errorMessage: "Administrator privileges are required." },
    given: () => [alone, tokenOf("operator")],
    of: (id) => needsToken(id) && !isForEverybody(id),
  },
  {
    what: "in a REST version that the device does not serve",
    status: 404,
    message: { errorMessage: "Unsupported version", link: "Supported versions" },
    given: (version) => [{ name: "a device does not serve the REST version", params: { version } }],
    of: (id) => operations[id].path.includes("{version}"),
  },
  {
    what: "whose Accept excludes XML, as something on the way could make it",
    status: 406,
    message: { errorMessage: "Only application/xml can be produced." },
    altered: { headers: { accept: "application/json" } },
    given: (_, id) => known(alone, id),
    of: () => true,
  },
  {
    what: "without the lock",
    status: 423,
    message: { errorMessage: "User does not have the lock." },
    text: "documented",
    given: (_, id) => known(alone, id),
    of: (id) => operations[id].requiresLock,
  },
  {
    what: "while somebody else has the lock",
    status: 423,
    message: { errorMessage: "Resource locked by another user" },
    text: "documented",
    given: (_, id) => [
      ...known(alone, id),
      { name: "the configuration lock belongs to somebody else", params: {} },
    ],
    of: (id) => operations[id].requiresLock || id === "lockConfiguration",
  },
  {
    what: "of a device that cannot do anything any more",
    status: 500,
    message: { errorMessage: "Unable to execute the request." },
    given: (_, id) => [
      ...known(alone, id),
      { name: "the device cannot do anything any more", params: {} },
    ],
    // Which versions it serves, the reference device knows all the same.
    of: (id) => id !== "getSupportedVersions",
  },
];

/** For these, 403 is documented for the API as a whole only, and the reference device gives none. */
export function isForEverybody(id: OperationId): boolean {
  return ["getConfigurationVersions", "getSupportedVersions", "getSystemStatus"].includes(id);
}

/** The requests that have a place in the contract of a version. */
export function idsIn(version: RestVersion): OperationId[] {
  // What has no version in its path is answered in the form of the newest.
  return ids.filter(
    (id) => version === restVersions[0] || operations[id].path.includes("{version}"),
  );
}

/** Everything that is refused for a reason that has nothing to do with the kind of request. */
export function refusalsOf(version: RestVersion): Interaction[] {
  return idsIn(version).flatMap((operationId) => {
    const { name, sent, act } = plainActs[operationId];
    return refusals
      .filter(({ of }) => of(operationId))
      .map(
        ({ what, status, message, text, altered, given }): Interaction => ({
          version,
          description: `${name} ${what}`,
          given: given(version, operationId),
          operationId,
          sent,
          ...(altered && { altered }),
          ...refused(status, message, text),
          ...exceptionOf(operationId, status),
          act,
        }),
      );
  });
}

/** Where the client makes more of an answer than an error that repeats it. */
function exceptionOf(id: OperationId, status: number): Partial<Pick<Interaction, "want">> {
  if (id === "unlockConfiguration" && status === 423) return { want: { code: "lock-lost" } };
  // The device may have taken it all the same: what became of it is for the wait to find out.
  if (operations[id].asynchronous && status === 500) return { want: "unknown" };
  return {};
}
