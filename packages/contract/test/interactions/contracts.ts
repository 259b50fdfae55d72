import { type RestVersion, restVersions } from "@asyncstatus/client";
import { looksAtAsyncStatus } from "./async-status.ts";
import { badRequests } from "./bad-requests.ts";
import type { Interaction } from "./interaction.ts";
import { requestsInPlainHttp } from "./plain-http.ts";
import { refusalsOf } from "./refusals.ts";
import { deeds, submissions } from "./submissions.ts";
import { looksAtWitnesses } from "./system-and-versions.ts";
import { requestsOfTokens } from "./tokens.ts";

/** What the client and one kind of provider agree on. A pact is made of it. */
export interface Contract {
  /** The provider, and the file of the pact. */
  readonly provider: string;
  readonly version: RestVersion;
  readonly scheme: "https" | "http";
  readonly interactions: readonly Interaction[];
}

/** Every contract: two for each REST version, the second for what is said over plain HTTP. */
export const contracts: readonly Contract[] = restVersions.flatMap((version): Contract[] => [
  {
    provider: `rest-${version}`,
    version,
    scheme: "https",
    interactions: [
      ...requestsOfTokens(version),
      ...looksAtAsyncStatus(version),
      ...looksAtWitnesses(version),
      ...submissions(version),
      ...deeds(version),
      ...badRequests(version),
      ...refusalsOf(version),
    ],
  },
  {
    provider: `rest-${version}-over-plain-http`,
    version,
    scheme: "http",
    interactions: requestsInPlainHttp(version),
  },
]);
