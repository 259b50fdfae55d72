import type { RestVersion } from "@asyncstatus/client";
import { plainActs } from "./basic-requests.ts";
import type { Interaction } from "./interaction.ts";
import { idsIn } from "./refusals.ts";
import { refused } from "./refused.ts";

/** What is refused because it came over plain HTTP, which this client never speaks by itself. */
export function requestsInPlainHttp(version: RestVersion): Interaction[] {
  return idsIn(version).map((operationId) => {
    const { name, sent, act } = plainActs[operationId];
    return {
      version,
      description: `${name} over plain HTTP`,
      given: [{ name: "a device stands alone", params: {} }],
      operationId,
      sent,
      ...refused(426, { errorMessage: "Client must connect with HTTPS." }, "documented"),
      act,
    };
  });
}
