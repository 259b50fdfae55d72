// Checked by the compiler: `tsc`.

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

test("decode returns the type of the named document", () => {
  const decoded = decode("AsyncStatusResponse", body);
  expectTypeOf(decoded).toEqualTypeOf<AsyncStatusResponse>();
  expectTypeOf(decoded.data.operationState).toEqualTypeOf<OperationState | undefined>();
  expectTypeOf(createDecoder("AsyncStatusResponse")).returns.toEqualTypeOf<typeof decoded>();
  expectTypeOf(decode).parameter(0).toExtend<DocumentName>();
});

test("a status is one of three values, or unknown", () => {
  expectTypeOf<OperationStatus>().toEqualTypeOf<"inProgress" | "success" | "fail">();
  expectTypeOf<OperationState["status"]>().toEqualTypeOf<OperationStatus | "unknown">();
  expectTypeOf<OperationState["errorMessage"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<RestVersion>().toEqualTypeOf<"v1.0" | "v1.1" | "v1.2">();
});

test("lists are arrays", () => {
  expectTypeOf<AsyncStatusResponse["messages"]>().items.toBeObject();
  expectTypeOf<AsyncStatusResponse["links"]>().toEqualTypeOf<string[]>();
});

test("encode takes a known document and version and returns a string", () => {
  expectTypeOf(encode).returns.toEqualTypeOf<string>();
  const value: AsyncStatusResponse = { data: {}, messages: [], links: [] };
  encode("AsyncStatusResponse", value, { version: "v1.0" });
  // @ts-expect-error unknown document
  expectTypeOf(encode).toBeCallableWith("Status", value);
  // @ts-expect-error unknown version
  expectTypeOf(encode).toBeCallableWith("AsyncStatusResponse", value, { version: "v2" });
  // @ts-expect-error unknown status
  const wrong: OperationState = { operation: "save", status: "done" };
  expectTypeOf(wrong).toBeObject();
});

test("the status functions take decoded values", () => {
  expectTypeOf(describeOperationState).parameters.toEqualTypeOf<[OperationState | undefined]>();
  expectTypeOf(isTerminal).parameter(0).toEqualTypeOf<OperationState["status"]>();
});
