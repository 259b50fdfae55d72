import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { withLog } from "./with-log.ts";

const connection = { signal: new AbortController().signal, destroy: () => {} };
const request = () =>
  new Request("https://192.0.2.1/rest/v1.2/auth/token?token=s3cret", {
    method: "POST",
    headers: { authorization: "Basic s3cret" },
    body: "token=s3cret",
  });

function create(respond: (clock: ManualClock) => Promise<Response>) {
  const clock = new ManualClock();
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const ask = withLog(
    () => respond(clock),
    log,
    clock,
    () => clock.date(),
  );
  return { ask: () => ask(request(), connection), lines };
}

test("logs each exchange after its response, with its duration and no secret", async () => {
  const { ask, lines } = create(async (clock) => {
    clock.advance(30);
    return new Response("s3cret");
  });
  expect(await (await ask()).text()).toBe("s3cret");
  expect(lines).toEqual([
    '2026-01-01T00:00:00.000Z POST "/rest/v1.2/auth/token?token=…" 200 30 ms',
  ]);
});

test("logs an exchange without a response, and one that fails", async () => {
  const cut = create(async () => Response.error());
  await cut.ask();
  expect(cut.lines[0]).toContain(" no response ");
  const failed = create(async () => {
    throw new Error("mistake");
  });
  await expect(failed.ask()).rejects.toThrow("mistake");
  expect(failed.lines[0]).toContain('" 500 ');
});
