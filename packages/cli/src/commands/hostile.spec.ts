import { type HostileInput, readInputs } from "@asyncstatus/model/hostile";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

const inputs = readInputs();
const unreadable = inputs.filter(({ wantLeniently }) => "code" in wantLeniently);
/** A tenth of them, for checks that treat all alike. */
const some = <Item>(items: readonly Item[]) => items.filter((_, index) => index % 10 === 0);
const readable = inputs.filter(({ wantLeniently }) => "value" in wantLeniently);

/** A control character, or one that turns the direction of what follows; line ends are not meant. */
const dangerous = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Runs a command where looks at the status, from one on, are answered by an input. */
async function run({ body }: HostileInput, from: number, ...argv: string[]) {
  const base64 = Buffer.from(body).toString("base64");
  const world = await createWorld({
    device: {
      faults: [{ fault: "bytes", base64, on: "getAsyncStatus", nth: from, times: 1_000 }],
    },
  });
  return world.run(...argv);
}

test("status reports why a response can't be decoded", async () => {
  for (const input of unreadable) {
    const { code, stdout, stderr } = await run(input, 1, "status");
    expect(code, input.name).toBe(exitCodes.unreachable.code);
    expect(stdout, input.name).toBe("");
    expect(stderr, input.name).toMatch(/^Error: .* Not a valid AsyncStatusResponse/);
    expect(stderr, input.name).not.toMatch(dangerous);
  }
});

test("status escapes what the device sends", async () => {
  for (const input of readable) {
    const { code, stdout, stderr } = await run(input, 1, "status");
    expect(code, input.name).toBe(exitCodes.succeeded.code);
    expect(stdout, input.name).not.toMatch(dangerous);
    expect(stderr, input.name).toBe("");
  }
});

test("JSON output of hostile responses matches the schema", async () => {
  for (const input of some(inputs)) {
    const { stdout } = await run(input, 1, "status", "--json");
    const result = JSON.parse(stdout);
    expect(schemaErrors(result), input.name).toEqual([]);
    expect(result.outcome, input.name).toBe("code" in input.wantLeniently ? "error" : "completed");
  }
});

test("a save whose status can't be decoded is still running at the deadline and can be resumed", async () => {
  for (const input of some(unreadable)) {
    const { code, stdout } = await run(input, 2, "save", "--timeout", "30s");
    expect(code, input.name).toBe(exitCodes.stillRunning.code);
    expect(stdout, input.name).toMatch(/^Still running: .*asyncstatus resume /s);
  }
});
