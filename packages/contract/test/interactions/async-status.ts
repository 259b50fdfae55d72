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
import { answerOf, type Interaction, loggedIn } from "./interaction.ts";
import { bearer, tokenOf } from "./users.ts";

const reason = "The device says why.";

/** Looks at asyncstatus: nothing yet, and every operation in every status. */
export function looksAtAsyncStatus(version: RestVersion): Interaction[] {
  const look = (
    description: string,
    state: State | undefined,
    data: { operationState?: OperationState; additionalInfo?: object },
    typed?: Readonly<Record<string, string>>,
  ): Interaction => ({
    version,
    description,
    given: [
      { name: "a device stands alone", params: {} },
      tokenOf("administrator"),
      ...(state ? [state] : []),
    ],
    operationId: "getAsyncStatus",
    sent: { authorization: bearer },
    answer: answerOf(200, "AsyncStatusResponse", data, typed),
    act: loggedIn((sbc) => sbc.status()),
    want: data.operationState,
  });
  const operations = operationNameValues.filter(
    (name) => !operationNameValuesNotIn[version]?.includes(name),
  );
  return [
    look("a look at asyncstatus when nobody has asked for anything yet", undefined, {}),
    ...operations.flatMap((operation) =>
      operationStatusValues.map((status) =>
        look(`a look at asyncstatus: ${operation}, ${status}`, stateOf(operation, status), {
          operationState: {
            operation,
            status,
            ...(status === "fail" && { errorMessage: reason }),
          },
        }),
      ),
    ),
    look(
      "a look at asyncstatus: verify, success, with additional information",
      {
        name: "the last asynchronous request succeeded and has more to say",
        params: { operation: "verify" },
      },
      {
        operationState: { operation: "verify", status: "success" },
        additionalInfo: {
          elements: [{ name: "verifySummary", elements: [{ name: "warnings", text: "0" }] }],
        },
      },
      { warnings: "^\\d+$" },
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
        params: { operation, errorMessage: reason },
      };
  }
}
