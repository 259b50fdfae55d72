// The public types as an editor shows them. Checked by the compiler: `pnpm typecheck`.

import type { OperationState } from "@asyncstatus/model";
import { expectTypeOf, test } from "vitest";
import type {
  CommitResult,
  CommitStep,
  Confidence,
  ConfigurationLock,
  ConnectOptions,
  commitOutcomes,
  connect,
  Evidence,
  Failed,
  fetchTransport,
  Operation,
  Outcome,
  requestOutcomes,
  Sbc,
  StopReason,
  SubmitOptions,
  Transport,
  WaitEvent,
  WaitOptions,
} from "./index.ts";

test("connect requires only a host and credentials", () => {
  expectTypeOf<{
    host: string;
    credentials: { user: string; password: string };
  }>().toExtend<ConnectOptions>();
  expectTypeOf<{ host: string }>().not.toExtend<ConnectOptions>();
  expectTypeOf<typeof connect>().returns.resolves.toEqualTypeOf<Sbc>();
  expectTypeOf<Sbc>().toExtend<AsyncDisposable>();
});

test("submitting takes optional options and returns a handle to wait with", () => {
  for (const kind of ["verify", "save", "activate"] as const) {
    expectTypeOf<Sbc[typeof kind]>().parameter(0).toEqualTypeOf<SubmitOptions | undefined>();
    expectTypeOf<Sbc[typeof kind]>().returns.resolves.toEqualTypeOf<Operation>();
  }
  // An awaitable handle could be mistaken for the outcome.
  expectTypeOf<Operation>().not.toExtend<PromiseLike<unknown>>();
  expectTypeOf<Operation["wait"]>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  expectTypeOf<Operation["wait"]>().returns.resolves.toEqualTypeOf<Outcome>();
  expectTypeOf<ReturnType<Operation["events"]>>().toExtend<AsyncIterable<WaitEvent>>();
});

test("outcomes are a union discriminated by `outcome`", () => {
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
  expectTypeOf<Confidence>().toEqualTypeOf<"proven" | "documented" | "probable">();
});

test("a lock is disposable", () => {
  expectTypeOf<Sbc["lock"]>().returns.resolves.toEqualTypeOf<ConfigurationLock>();
  expectTypeOf<ConfigurationLock>().toExtend<AsyncDisposable>();
});

test("a commit ends with the outcome of its last step, unchanged or stopped", () => {
  expectTypeOf<Sbc["commit"]>().returns.resolves.toEqualTypeOf<CommitResult>();
  expectTypeOf<CommitResult["steps"][number]>().toEqualTypeOf<Outcome>();
  expectTypeOf<CommitResult["outcome"]>().toEqualTypeOf<
    Outcome["outcome"] | "unchanged" | "stopped"
  >();
  expectTypeOf<Extract<CommitResult, { outcome: "failed" }>["last"]>().toEqualTypeOf<Failed>();
  expectTypeOf<
    Extract<CommitResult, { outcome: "superseded" }>["last"]["by"]
  >().toEqualTypeOf<OperationState>();
  const stopReason = ({ outcome, stopReason }: CommitResult) => outcome === "stopped" && stopReason;
  expectTypeOf(stopReason).returns.toEqualTypeOf<false | StopReason>();
  const unfollowed = (result: CommitResult) =>
    result.outcome === "lost" && !result.last && result.unfollowed;
  expectTypeOf(unfollowed).returns.toEqualTypeOf<false | CommitStep>();
});

test("the lists of outcomes are complete", () => {
  expectTypeOf<(typeof requestOutcomes)[number]>().toEqualTypeOf<Outcome["outcome"]>();
  expectTypeOf<(typeof commitOutcomes)[number]>().toEqualTypeOf<CommitResult["outcome"]>();
});

test("any fetch function is a transport", () => {
  expectTypeOf<typeof fetchTransport>().returns.toEqualTypeOf<Transport>();
  expectTypeOf<{ fetch: typeof globalThis.fetch }>().toExtend<
    NonNullable<Parameters<typeof fetchTransport>[0]>
  >();
});
