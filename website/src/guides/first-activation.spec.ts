import { expect, test } from "vitest";
import { comparable } from "./comparable.ts";
import { readGuide } from "./guide.ts";
import { runOnTerminal } from "./on-terminal.ts";
import { createWorkplace, type Running } from "./workplace.ts";

const question = [/pin it\? \[y\/N\] $/, "y"] as const;

/** Fills in the password of the first terminal. */
function withPassword(commands: string, { output }: Running): string {
  const [, password = ""] = /password {2,}(\S+)/.exec(output) ?? [];
  return commands.replaceAll("=PASSWORD", `=${password}`);
}

function fingerprintIn({ output }: Running): string {
  return (output.match(/([0-9A-F]{2}:){15}[0-9A-F]{2}:?/g) ?? []).join("");
}

test("the commands of the guide have the documented results", async () => {
  const guide = readGuide("first-activation");
  const place = createWorkplace();
  // Uses a free port instead of the one in the guide.
  const serve = (port: string) =>
    place.start(guide.next("sh").trim().replace("8443", port), /asyncstatus commit\n/);
  const first = await serve("0");
  expect(comparable(first.output)).toBe(comparable(guide.next("text")));

  const port = /127\.0\.0\.1:(\d+)/.exec(first.output)?.[1] ?? "";
  const here = (commands: string) => commands.replaceAll("8443", port);
  const pinned = await runOnTerminal(place, here(guide.next("sh")), question);
  expect(pinned).toMatchObject({ code: 0, output: expect.stringContaining("pinned in") });
  const committed = await place.run(withPassword(here(guide.next("sh")), first));
  expect({ ...committed, stdout: comparable(committed.stdout) }).toMatchObject({
    code: 0,
    stdout: comparable(guide.next("text")),
  });
  expect(await first.interrupt()).toBe(0);

  const second = await serve(port);
  expect((await runOnTerminal(place, here(guide.next("sh")), question)).code).toBe(0);
  const activated = await place.run(withPassword(here(guide.next("sh")), second));
  expect({ ...activated, stdout: comparable(activated.stdout) }).toMatchObject({
    code: 3,
    stdout: comparable(guide.next("text")),
  });
  await second.interrupt();

  place.write("activate.ts", guide.file("activate.ts"));
  const third = await place.start("asyncstatus serve", /asyncstatus commit\n/);
  const [login = ""] = /export ASYNCSTATUS_HOST.*\n.*\n/.exec(third.output) ?? [];
  const fingerprint = { SBC_FINGERPRINT: fingerprintIn(third) };
  const printed = comparable(guide.next("text"));
  const ran = await place.run(`${login}\nnode activate.ts`, fingerprint);
  expect({ ...ran, stdout: comparable(ran.stdout) }).toMatchObject({ code: 0, stdout: printed });
  // On the oldest Node.js in tests/install, where the packages are compiled.
  place.write("activate.mjs", guide.file("activate.mjs"));
  const again = await place.run(`${login}\nnode activate.mjs`, fingerprint);
  expect({ ...again, stdout: comparable(again.stdout) }).toMatchObject({
    code: 0,
    stdout: printed,
  });
  expect(guide.untested()).toEqual([]);
}, 60_000);
