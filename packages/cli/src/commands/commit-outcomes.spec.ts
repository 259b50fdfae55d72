// Each ending of a commit, by the library and by the command line on devices that behave alike.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AsyncStatusError,
  type Change,
  type CommitResult,
  commitOutcomes,
  connect,
  type Sbc,
} from "@asyncstatus/client";
import { expect, test } from "vitest";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, edited, host, password, type WorldOptions } from "../testing/world.ts";

/** The words for an ending that a program can compare. `error` is for what the library throws. */
interface Words {
  readonly outcome: CommitResult["outcome"] | "error";
  readonly dryRun?: true | undefined;
  readonly stopReason?: CommitResult["stopReason"] | undefined;
  /** The code of the error. */
  readonly code?: string | undefined;
}

interface Ending {
  readonly ending: string;
  readonly device?: WorldOptions["device"];
  /** The time of an interrupt. */
  readonly interruptAfterMs?: number;
  readonly argv: readonly string[];
  readonly library: (sbc: Sbc, signal: AbortSignal) => Promise<CommitResult>;
  readonly want: Words;
}

const noRealm = { on: "verify", fails: "No such realm." } as const;
const change: Change = { elements: [{ type: "system-config", attributes: { location: "attic" } }] };
const invalid: Change = {
  elements: [
    { type: "session-agent", attributes: { hostname: "sa1.example", description: ["a", "b"] } },
  ],
};
const otherEdits = {
  initialState: {
    edited: {
      change: [
        {
          type: "session-agent",
          attributes: { hostname: "core-proxy.example", state: "disabled" },
        },
      ],
    },
  },
};

const commit = {
  argv: ["commit"],
  library: (sbc: Sbc, signal: AbortSignal) => sbc.commit({ compare: true, signal }),
};
const apply = (given: Change, options: { readonly dryRun?: true } = {}) => ({
  argv: ["apply", JSON.stringify(given), "--yes", ...(options.dryRun ? ["--dry-run"] : [])],
  library: (sbc: Sbc) => sbc.applyChange(given, options),
});

const endings: readonly Ending[] = [
  { ending: "committed", device: edited, ...commit, want: { outcome: "succeeded" } },
  {
    ending: "a dry run",
    device: edited,
    argv: ["commit", "--dry-run"],
    library: (sbc) => sbc.commit({ compare: true, dryRun: true }),
    want: { outcome: "succeeded", dryRun: true },
  },
  {
    ending: "a dry run of a change",
    ...apply(change, { dryRun: true }),
    want: { outcome: "succeeded", dryRun: true },
  },
  { ending: "nothing to commit", ...commit, want: { outcome: "unchanged" } },
  {
    ending: "a change that runs already",
    ...apply({ elements: [] }, { dryRun: true }),
    want: { outcome: "unchanged", dryRun: true },
  },
  {
    ending: "the verify fails",
    device: { ...edited, requests: [noRealm] },
    ...commit,
    want: { outcome: "failed" },
  },
  {
    ending: "the verify lists faults",
    device: { scenario: "verify-lists-faults" },
    ...commit,
    want: { outcome: "stopped", stopReason: "verify-faults" },
  },
  {
    ending: "the activate is superseded",
    device: { scenario: "superseded-by-acli" },
    ...commit,
    want: { outcome: "superseded" },
  },
  {
    ending: "the lock is lost during the save",
    device: { ...edited, durations: { token: 60_000, save: 5 * 60_000 } },
    ...commit,
    want: { outcome: "stopped", stopReason: "not-confident" },
  },
  {
    ending: "the device restarts during the activate",
    device: { scenario: "reboot-during-activate" },
    ...commit,
    want: { outcome: "lost" },
  },
  {
    ending: "the response to the verify is lost",
    device: { ...edited, faults: [{ fault: "reset", on: "verify", accepted: false }] },
    ...commit,
    want: { outcome: "submission-unknown" },
  },
  {
    ending: "the verify has not ended at the deadline",
    device: { ...edited, durations: { verify: 60_000 } },
    argv: ["commit", "--timeout", "20s"],
    library: (sbc) => sbc.commit({ compare: true, timeoutMs: 20_000 }),
    want: { outcome: "timed-out" },
  },
  {
    ending: "the wait for the verify is interrupted",
    device: { ...edited, durations: { verify: 60_000 } },
    interruptAfterMs: 20_000,
    ...commit,
    want: { outcome: "aborted" },
  },
  {
    ending: "the wait for the verify ends with an error",
    device: { ...edited, faults: [{ fault: "status", status: 403, on: "getAsyncStatus", nth: 2 }] },
    ...commit,
    want: { outcome: "lost", code: "forbidden" },
  },
  {
    ending: "the save is refused",
    device: { ...edited, faults: [{ fault: "status", status: 403, on: "save" }] },
    ...commit,
    want: { outcome: "stopped", stopReason: "error", code: "forbidden" },
  },
  {
    ending: "other edits would be committed with the change",
    device: otherEdits,
    ...apply(invalid),
    want: { outcome: "stopped", stopReason: "others-edits" },
  },
  {
    ending: "the verify can't be submitted",
    device: { ...edited, faults: [{ fault: "status", status: 403, on: "verify" }] },
    ...commit,
    want: { outcome: "error", code: "forbidden" },
  },
  {
    ending: "the edit is refused",
    ...apply(invalid),
    want: { outcome: "error", code: "edit-failed" },
  },
];

async function ofLibrary(ending: Ending): Promise<Words> {
  const { clock, io } = await createWorld(ending.device && { device: ending.device });
  await using sbc = await connect({
    host,
    credentials: { user: "admin", password },
    transport: await io.openTransport({}),
    clock,
    random: () => 0,
    statusLagMs: 0,
  });
  const interrupt = new AbortController();
  if (ending.interruptAfterMs !== undefined) {
    clock.after(ending.interruptAfterMs, () => interrupt.abort());
  }
  try {
    const result = await ending.library(sbc, interrupt.signal);
    const { outcome, dryRun, stopReason, error } = result;
    return { outcome, dryRun, stopReason, code: codeOf(error) };
  } catch (error) {
    return { outcome: "error", code: codeOf(error) };
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof AsyncStatusError ? error.code : undefined;
}

async function ofCommand(ending: Ending): Promise<Words> {
  const world = await createWorld(ending.device && { device: ending.device });
  if (ending.interruptAfterMs !== undefined) world.interruptAfter(ending.interruptAfterMs);
  const [command = "", ...argv] = ending.argv;
  const withFile = argv.map((word) => {
    if (!word.startsWith("{")) return word;
    const file = join(world.home, "change.json");
    writeFileSync(file, JSON.stringify({ change: 1, ...JSON.parse(word) }));
    return file;
  });
  const result = JSON.parse((await world.run(command, ...withFile, "--json")).stdout);
  expect(schemaErrors(result)).toEqual([]);
  const { outcome, dryRun, stopReason, error } = result;
  return { outcome, dryRun, stopReason, code: error?.code };
}

test.each(endings)("library and command line have the same words: $ending", async (ending) => {
  expect(await ofLibrary(ending)).toEqual(ending.want);
  expect(await ofCommand(ending)).toEqual(ending.want);
});

test("the endings have each word", () => {
  const words = new Set(endings.map(({ want }) => want.outcome));
  expect(words).toEqual(new Set([...commitOutcomes, "error"]));
});
