import type { RestVersion } from "@asyncstatus/client";
import {
  type OperationName,
  type OperationState,
  type OperationStatus,
  operationNameValues,
  operationNameValuesNotIn,
  operationStatusValues,
} from "@asyncstatus/model";
import type { State } from "../../src/index.ts";
import { interaction } from "./basic-requests.ts";
import { type Interaction, responseOf } from "./interaction.ts";
import { standalone, tokenOf } from "./users.ts";
import { verifySummary } from "./verify-summary.ts";

const errorMessage = "The device says why.";

/** asyncstatus before any request, and with every operation in every status. */
export function asyncStatusInteractions(version: RestVersion): Interaction[] {
  const status = (
    suffix: string,
    states: readonly State[],
    data: { operationState?: OperationState; additionalInfo?: object },
    patterns?: Readonly<Record<string, string>>,
  ) =>
    interaction(version, "getAsyncStatus", suffix, {
      given: [standalone, tokenOf("administrator"), ...states],
      response: responseOf(200, "AsyncStatusResponse", data, patterns),
      want: data.operationState,
    });
  const operations = operationNameValues.filter(
    (operation) => !operationNameValuesNotIn[version]?.includes(operation),
  );
  return [
    status(" before any asynchronous request", [], {}),
    ...operations.flatMap((operation) =>
      operationStatusValues.map((word) =>
        status(`: ${operation}, ${word}`, [stateOf(operation, word)], {
          operationState: {
            operation,
            status: word,
            ...(word === "fail" && { errorMessage }),
          },
        }),
      ),
    ),
    status(
      ": verify, success, with additional information",
      [
        {
          name: "the last asynchronous request succeeded with additional information",
          params: { operation: "verify" },
        },
      ],
      {
        operationState: { operation: "verify", status: "success" },
        additionalInfo: verifySummary("sip-interface", "realm-id"),
      },
      { object: ".+", field: ".+" },
    ),
  ];
}

function stateOf(operation: OperationName, status: OperationStatus): State {
  switch (status) {
    case "inProgress":
      return { name: "an asynchronous request is in progress", params: { operation } };
    case "success":
      return { name: "the last asynchronous request succeeded", params: { operation } };
    case "fail":
      return {
        name: "the last asynchronous request failed",
        params: { operation, errorMessage },
      };
  }
}
