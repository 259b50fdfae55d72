import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import type { ProviderRequest } from "../provider/provider.ts";
import { behaviorFinding } from "../validation/meaning-findings.ts";
import type { CheckRunner } from "./check-runner.ts";
import { bodyOf, type TestElement } from "./test-element.ts";

/** The element that a verification tests, and the token for it. */
export interface ElementCheck {
  readonly version: RestVersion;
  readonly token: string;
  readonly element: TestElement;
}

/** The requests about the test element. */
export interface ElementRequests {
  readonly add: ProviderRequest;
  readonly find: (configuration: "editing" | "running") => ProviderRequest;
  readonly remove: (token?: string) => ProviderRequest;
}

/** Returns the requests about an element with these key attributes. */
export function requestsOf(
  { version, token, element }: ElementCheck,
  key: TestElement["attributes"],
): ElementRequests {
  const authorization = { token };
  const query = { ...key, elementType: element.type };
  return {
    add: {
      version,
      operationId: "addConfigElement",
      authorization,
      body: bodyOf(element),
      onInterrupt: "finish",
    },
    find: (configuration) => ({
      version,
      operationId: "getConfigElements",
      authorization,
      query: { ...query, ...(configuration === "running" && { running: "true" }) },
    }),
    remove: (other = token) => ({
      version,
      operationId: "deleteConfigElement",
      authorization: { token: other },
      query,
      onInterrupt: "finish",
    }),
  };
}

const absentFact = {
  name: "getConfigElements 404",
  mark: "assumed",
  note: "A client should accept both 404 and an empty list if the element does not exist.",
} as const;

/** Checks that a request finds no element. */
export async function checkAbsent(
  runner: CheckRunner,
  request: ProviderRequest,
  description: string,
): Promise<boolean> {
  let isRight = false;
  await runner.run({
    request,
    status: 404,
    description,
    fact: absentFact,
    validate: (response) => {
      isRight = isAbsent(response);
      if (isRight) return [];
      const actual = response.status === 200 ? "an element" : `${response.status}`;
      return [behaviorFinding(request.version, "getConfigElements", "no element", actual)];
    },
  });
  return isRight;
}

/** True if a response says that there is no element. */
export function isAbsent({ status, body }: TransportResponse): boolean {
  if (status !== 200) return status === 404;
  try {
    return decode("ConfigElementsResponse", body).data.length === 0;
  } catch {
    return false;
  }
}
