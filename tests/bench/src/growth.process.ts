// Started by `growth`: sends requests of all kinds to a device in memory and reports the heap size.

import { createInMemoryDevice, ManualClock } from "@asyncstatus/server";
import { memory } from "./measure.ts";
import { receiveArgument, serve } from "./other-process.ts";

await receiveArgument<null>();
const clock = new ManualClock();
const { fetch, url, user, password } = await createInMemoryDevice({ clock });
const basic = `Basic ${btoa(`${user}:${password}`)}`;
let done = 0;

serve("ready", async (requests: number) => {
  const until = done + requests;
  while (done < until) await work();
  return memory().heap;
});

/** Sends the requests of a client, mistakes included. Each advances the clock by a second, so that tokens expire. */
async function work(): Promise<void> {
  const [, first] = tokenIn(await ask(200, "POST", "auth/token", basic));
  const [, token] = tokenIn(
    await ask(200, "POST", "auth/token", basic, `token=${encodeURIComponent(first ?? "")}`),
  );
  const bearer = `Bearer ${token}`;
  await ask(423, "PUT", "configuration/management?action=save", bearer);
  await ask(204, "POST", "configuration/lock", bearer);
  for (const [method, action] of [
    ["PUT", "verify"],
    ["PUT", "save"],
    ["POST", "activate"],
    ["PUT", "restore&restoreSource=running"],
  ] as const) {
    await ask(202, method, `configuration/management?action=${action}`, bearer);
    for (let polls = 0; polls < 5; polls += 1) await ask(200, "GET", "admin/asyncstatus", bearer);
  }
  await ask(200, "GET", "configuration/versions", bearer);
  await ask(200, "GET", "system/status", bearer);
  await ask(400, "PUT", `configuration/management?action=${done}`, bearer);
  await ask(404, "GET", `admin/${done}`, bearer);
  await ask(401, "GET", "admin/asyncstatus", `Bearer ${done}`);
  await ask(204, "POST", "configuration/unlock", bearer);
}

async function ask(status: number, method: string, path: string, by: string, form?: string) {
  const body = form === undefined ? null : new URLSearchParams(form);
  const response = await fetch(`${url}/rest/v1.2/${path}`, {
    method,
    headers: { authorization: by },
    body,
  });
  if (response.status !== status) {
    throw new Error(`Expected ${status} of ${method} ${path}, got ${response.status}.`);
  }
  done += 1;
  clock.advance(1_000);
  return response.text();
}

function tokenIn(xml: string): readonly string[] {
  return /<accessToken>(.+)<\/accessToken>/.exec(xml) ?? [];
}
