// What an editor shows to whoever uses the client. It is the compiler that judges: `pnpm typecheck`.

import type { OperationState } from "@asyncstatus/model";
import { expectTypeOf, test } from "vitest";
import type {
  CommitResult,
  Confidence,
  ConfigurationLock,
  ConnectOptions,
  connect,
  Evidence,
  fetchTransport,
  Operation,
  Outcome,
  Sbc,
  SubmitOptions,
  Transport,
  WaitEvent,
  WaitOptions,
} from "./index.ts";

test("connecting needs a host and credentials, and nothing else", () => {
  expectTypeOf<{
    host: string;
    credentials: { user: string; password: string };
  }>().toExtend<ConnectOptions>();
  expectTypeOf<{ host: string }>().not.toExtend<ConnectOptions>();
  expectTypeOf<typeof connect>().returns.resolves.toEqualTypeOf<Sbc>();
  expectTypeOf<Sbc>().toExtend<AsyncDisposable>();
});

test("a request is submitted with options that are optional, and is waited for by its handle", () => {
  for (const kind of ["verify", "save", "activate"] as const) {
    expectTypeOf<Sbc[typeof kind]>().parameter(0).toEqualTypeOf<SubmitOptions | undefined>();
    expectTypeOf<Sbc[typeof kind]>().returns.resolves.toEqualTypeOf<Operation>();
  }
  // A handle that could be awaited by itself would be taken for the end.
  expectTypeOf<Operation>().not.toExtend<PromiseLike<unknown>>();
  expectTypeOf<Operation["wait"]>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  expectTypeOf<Operation["wait"]>().returns.resolves.toEqualTypeOf<Outcome>();
  expectTypeOf<ReturnType<Operation["events"]>>().toExtend<AsyncIterable<WaitEvent>>();
});

test("outcomes are a closed union that tells by its name what there is", () => {
  expectTypeOf<Outcome["outcome"]>().toEqualTypeOf<
    "succeeded" | "failed" | "superseded" | "lost" | "submission-unknown" | "timed-out" | "aborted"
  >();
  expectTypeOf<
    Extract<Outcome, { outcome: "succeeded" }>["confidence"]
  >().toEqualTypeOf<Confidence>();
  expectTypeOf<Extract<Outcome, { outcome: "failed" }>["errorMessage"]>().toEqualTypeOf<
    string | undefined
  >();
  expectTypeOf<Extract<Outcome, { outcome: "superseded" }>["by"]>().toEqualTypeOf<OperationState>();
  expectTypeOf<Outcome["evidence"]>().toEqualTypeOf<Evidence>();
  expectTypeOf<Extract<Outcome, { outcome: "timed-out" }>>().not.toHaveProperty("confidence");
  expectTypeOf<Confidence>().toEqualTypeOf<"proven" | "documented">();
});

test("a lock is released at the end of a block", () => {
  expectTypeOf<Sbc["lock"]>().returns.resolves.toEqualTypeOf<ConfigurationLock>();
  expectTypeOf<ConfigurationLock>().toExtend<AsyncDisposable>();
});

test("a commit tells of each step, and of what is saved and does not run", () => {
  expectTypeOf<Sbc["commit"]>().returns.resolves.toEqualTypeOf<CommitResult>();
  expectTypeOf<CommitResult["steps"][number]>().toExtend<Outcome>();
});

test("any fetch is a transport", () => {
  expectTypeOf<typeof fetchTransport>().returns.toEqualTypeOf<Transport>();
  expectTypeOf<{ fetch: typeof globalThis.fetch }>().toExtend<
    NonNullable<Parameters<typeof fetchTransport>[0]>
  >();
});
