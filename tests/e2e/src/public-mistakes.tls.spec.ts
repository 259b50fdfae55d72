// The mistakes of public-mistakes.spec.ts that disclose a secret, over TLS.

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

/** Starts a server that is not the device and records the credentials that it receives. */
async function startStranger(
  tls: Certificate,
): Promise<{ listener: Listener; received: string[] }> {
  const received: string[] = [];
  const record = ({ headers }: Request) => {
    received.push(headers.get("authorization") ?? "none");
    return new Response("<response><data/></response>");
  };
  const listener = await listen(record, { tls });
  return { listener, received };
}

/** Sends a request as a script does. */
function send(method: string, url: string, authorization: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers: { authorization }, agent }, (response) => {
      text(response).then(resolve, reject);
    })
      .on("error", reject)
      .end();
  });
}

test("7. the password is sent only to the device", async () => {
  await using device = await startDevice();
  const { listener: stranger, received } = await startStranger(
    await createSelfSignedCertificate(["127.0.0.1"]),
  );
  await using _stranger = stranger;

  const trustsAll = new Agent({ rejectUnauthorized: false });
  await send("POST", `${stranger.url}/rest/v1.2/auth/token`, basic, trustsAll);
  const fromScript = received.splice(0);

  const connectWith = (tls: TlsOptions) => connect({ host: stranger.url, credentials, tls });
  await expect(connectWith({ fingerprint256: device.fingerprint256 })).rejects.toMatchObject({
    code: "tls-fingerprint-mismatch",
    notSent: true,
  });
  await expect(connectWith({ ca: device.certificatePem })).rejects.toMatchObject({
    code: "tls-untrusted",
    notSent: true,
  });
  expect({ fromScript, fromClient: received }).toEqual({ fromScript: [basic], fromClient: [] });
});

test("8. the token is sent only to the device, even if a link points elsewhere", async () => {
  // Both have the same certificate, so that TLS can't tell them apart.
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  const { listener: stranger, received } = await startStranger(tls);
  await using _stranger = stranger;
  const { user: name, password } = credentials;
  const users = [{ name, password, administrator: true }];
  const handle = createHandler(new Device({ users, durations: { save: 20, verify: 20 } }));
  const foreignLinks = async (request: Request) => {
    const response = await handle(request);
    if (response.status !== 202) return response;
    return new Response((await response.text()).replace(device.url, stranger.url), response);
  };
  await using device = await listen(foreignLinks, { tls });

  const agent = new Agent({ ca: tls.cert });
  const put = (method: string, path: string, authorization: string) =>
    send(method, `${device.url}/rest/v1.2/${path}`, authorization, agent);
  const login = await put("POST", "auth/token", basic);
  const bearer = `Bearer ${/<accessToken>(.+)</.exec(login)?.[1]}`;
  await put("POST", "configuration/lock", bearer);
  const accepted = await put("PUT", "configuration/management?action=save", bearer);
  await send("GET", /<link>(.+)<\/link>/.exec(accepted)?.[1] ?? "", bearer, agent);
  await put("POST", "configuration/unlock", bearer);
  const fromScript = received.splice(0);

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
  expect({ fromScript, fromClient: received }).toEqual({ fromScript: [bearer], fromClient: [] });
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "foreign-link",
      link: `${stranger.url}/rest/v1.2/admin/asyncstatus`,
    }),
  );
  expect(events.at(-1)).toMatchObject({ type: "ended", outcome: { outcome: "succeeded" } });
});
