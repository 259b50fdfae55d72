// The two mistakes of public-mistakes.spec.ts that give a secret away. On real TLS: in memory there is
// nobody else whom it could go to.

import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { connect, type TlsOptions, type WaitEvent } from "@asyncstatus/client";
import {
  type Certificate,
  createHandler,
  createSelfSignedCertificate,
  Device,
  type Listener,
  listen,
  startDevice,
} from "@asyncstatus/server";
import { expect, test } from "vitest";
import { credentials } from "./world.ts";

const basic = `Basic ${btoa(`${credentials.user}:${credentials.password}`)}`;

/** Somebody who is not the device, and keeps what is sent. */
async function startStranger(tls: Certificate): Promise<{ listener: Listener; got: string[] }> {
  const got: string[] = [];
  const keep = ({ headers }: Request) => {
    got.push(headers.get("authorization") ?? "nothing");
    return new Response("<response><data/></response>");
  };
  const listener = await listen(keep, { tls });
  return { listener, got };
}

/** One request as a script sends it. */
function send(method: string, url: string, authorization: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers: { authorization }, agent }, (answer) => {
      text(answer).then(resolve, reject);
    })
      .on("error", reject)
      .end();
  });
}

test("7. the password goes to nobody but the device", async () => {
  await using device = await startDevice();
  const { listener: stranger, got } = await startStranger(
    await createSelfSignedCertificate(["127.0.0.1"]),
  );
  await using _stranger = stranger;

  const trustsAnybody = new Agent({ rejectUnauthorized: false });
  await send("POST", `${stranger.url}/rest/v1.2/auth/token`, basic, trustsAnybody);
  const gotFromScript = got.splice(0);

  const oursTo = (tls: TlsOptions) => connect({ host: stranger.url, credentials, tls });
  await expect(oursTo({ fingerprint256: device.fingerprint256 })).rejects.toMatchObject({
    code: "tls-fingerprint-mismatch",
    notSent: true,
  });
  await expect(oursTo({ ca: device.certificatePem })).rejects.toMatchObject({
    code: "tls-untrusted",
    notSent: true,
  });
  expect({ gotFromScript, gotFromOurs: got }).toEqual({ gotFromScript: [basic], gotFromOurs: [] });
});

test("8. the token goes nowhere but to the device, whatever a link says", async () => {
  // Both prove who they are, by the same certificate: it is not TLS that tells the two apart.
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  const { listener: stranger, got } = await startStranger(tls);
  await using _stranger = stranger;
  const { user: name, password } = credentials;
  const users = [{ name, password, administrator: true }];
  const handle = createHandler(new Device({ users, durations: { save: 20, verify: 20 } }));
  const linksElsewhere = async (request: Request) => {
    const answer = await handle(request);
    if (answer.status !== 202) return answer;
    return new Response((await answer.text()).replace(device.url, stranger.url), answer);
  };
  await using device = await listen(linksElsewhere, { tls });

  const agent = new Agent({ ca: tls.cert });
  const put = (method: string, path: string, authorization: string) =>
    send(method, `${device.url}/rest/v1.2/${path}`, authorization, agent);
  const login = await put("POST", "auth/token", basic);
  const bearer = `Bearer ${/<accessToken>(.+)</.exec(login)?.[1]}`;
  await put("POST", "configuration/lock", bearer);
  const taken = await put("PUT", "configuration/management?action=save", bearer);
  await send("GET", /<link>(.+)<\/link>/.exec(taken)?.[1] ?? "", bearer, agent);
  await put("POST", "configuration/unlock", bearer);
  const gotFromScript = got.splice(0);

  const schedule = { firstMs: 10 };
  await using sbc = await connect({
    host: device.url,
    credentials,
    tls: { ca: tls.cert },
    schedule,
  });
  await using _lock = await sbc.lock();
  const events: WaitEvent[] = [];
  for await (const event of (await sbc.verify({ waitForIdleMs: 5_000 })).events())
    events.push(event);
  expect({ gotFromScript, gotFromOurs: got }).toEqual({ gotFromScript: [bearer], gotFromOurs: [] });
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "foreign-link",
      link: `${stranger.url}/rest/v1.2/admin/asyncstatus`,
    }),
  );
  expect(events.at(-1)).toMatchObject({ type: "ended", outcome: { outcome: "succeeded" } });
});
