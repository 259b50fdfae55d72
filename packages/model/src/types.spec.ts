// What an editor shows to whoever uses the model. It is the compiler that judges: `pnpm typecheck`.

import { expectTypeOf, test } from "vitest";
import {
  type AsyncStatusResponse,
  createDecoder,
  type DocumentName,
  decode,
  describeOperationState,
  encode,
  isTerminal,
  type OperationState,
  type OperationStatus,
  type RestVersion,
} from "./index.ts";

const body = new TextEncoder().encode(
  "<response><data><operationState><operation>save</operation><status>success</status>" +
    "</operationState></data><messages/><links/></response>",
);

test("what is decoded is what the name of the document says", () => {
  const decoded = decode("AsyncStatusResponse", body);
  expectTypeOf(decoded).toEqualTypeOf<AsyncStatusResponse>();
  expectTypeOf(decoded.data.operationState).toEqualTypeOf<OperationState | undefined>();
  expectTypeOf(createDecoder("AsyncStatusResponse")).returns.toEqualTypeOf<typeof decoded>();
  expectTypeOf(decode).parameter(0).toExtend<DocumentName>();
});

test("a status is one of three words, or unknown", () => {
  expectTypeOf<OperationStatus>().toEqualTypeOf<"inProgress" | "success" | "fail">();
  expectTypeOf<OperationState["status"]>().toEqualTypeOf<OperationStatus | "unknown">();
  expectTypeOf<OperationState["errorMessage"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<RestVersion>().toEqualTypeOf<"v1.0" | "v1.1" | "v1.2">();
});

test("lists are lists, whether the device sends one element or none", () => {
  expectTypeOf<AsyncStatusResponse["messages"]>().items.toBeObject();
  expectTypeOf<AsyncStatusResponse["links"]>().toEqualTypeOf<string[]>();
});

test("what is written is a text, of a document that is known", () => {
  expectTypeOf(encode).returns.toEqualTypeOf<string>();
  const value: AsyncStatusResponse = { data: {}, messages: [], links: [] };
  encode("AsyncStatusResponse", value, { version: "v1.0" });
  // @ts-expect-error there is no such document
  expectTypeOf(encode).toBeCallableWith("Status", value);
  // @ts-expect-error there is no such version
  expectTypeOf(encode).toBeCallableWith("AsyncStatusResponse", value, { version: "v2" });
  // @ts-expect-error a status is no text of one's own
  const wrong: OperationState = { operation: "save", status: "done" };
  expectTypeOf(wrong).toBeObject();
});

test("what says how it stands takes what is decoded", () => {
  expectTypeOf(describeOperationState).parameters.toEqualTypeOf<[OperationState | undefined]>();
  expectTypeOf(isTerminal).parameter(0).toEqualTypeOf<OperationState["status"]>();
});
