import { type RestVersion, restVersions } from "@asyncstatus/client";
import { asyncStatusInteractions } from "./async-status.ts";
import { badRequests } from "./bad-requests.ts";
import { elementInteractions } from "./configuration-elements.ts";
import type { Interaction } from "./interaction.ts";
import { plainHttpInteractions, refusalInteractions } from "./refusals.ts";
import { commands, submissions } from "./submissions.ts";
import { systemAndVersionInteractions } from "./system-and-versions.ts";
import { tokenInteractions } from "./tokens.ts";

/** The interactions of the client with one kind of provider. Each becomes a pact. */
export interface Contract {
  /** The name of the provider and of the pact's file. */
  readonly provider: string;
  readonly version: RestVersion;
  readonly scheme: "https" | "http";
  readonly interactions: readonly Interaction[];
}

/** Two contracts for each REST version: over HTTPS, and over plain HTTP. */
export const contracts: readonly Contract[] = restVersions.flatMap((version): Contract[] => [
  {
    provider: `rest-${version}`,
    version,
    scheme: "https",
    interactions: [
      ...tokenInteractions(version),
      ...asyncStatusInteractions(version),
      ...systemAndVersionInteractions(version),
      ...elementInteractions(version),
      ...submissions(version),
      ...commands(version),
      ...badRequests(version),
      ...refusalInteractions(version),
    ],
  },
  {
    provider: `rest-${version}-over-plain-http`,
    version,
    scheme: "http",
    interactions: plainHttpInteractions(version),
  },
]);
