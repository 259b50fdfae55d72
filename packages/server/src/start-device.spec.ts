import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { decode } from "@asyncstatus/model";
import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { type StartDeviceOptions, type StartedDevice, startDevice } from "./start-device.ts";
import { example } from "./testing/example.ts";
import { createSelfSignedCertificate } from "./tls/self-signed-certificate.ts";

const start = (options: StartDeviceOptions = {}) =>
  startDevice({ clock: new ManualClock(), ...options });

async function ask(
  { url, certificatePem }: StartedDevice,
  method: string,
  path: string,
  authorization: string,
) {
  const outgoing = request(`${url}/rest/v1.2/${path}`, {
    method,
    ca: certificatePem,
    agent: false,
    headers: { accept: "application/xml", authorization },
  }).end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  return { status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
}

async function logIn(
  started: StartedDevice,
  { user, password } = { user: started.user, password: started.password },
): Promise<string> {
  const credentials = Buffer.from(`${user}:${password}`).toString("base64");
  const { body } = await ask(started, "POST", "auth/token", `Basic ${credentials}`);
  const { data } = decode("AccessTokenResponse", Buffer.from(body));
  return `Bearer ${data.accessToken}`;
}

test("serves its user over TLS and links to its address", async () => {
  await using started = await start();
  expect(started.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const bearer = await logIn(started);
  const status = await ask(started, "GET", "admin/asyncstatus", bearer);
  expect(status).toMatchObject({ status: 200, body: example("async-status/no-request-yet") });
  expect(status.headers).toMatchObject({
    "content-type": "application/xml",
    "cache-control": "no-store",
  });
  const lock = await ask(started, "POST", "configuration/lock", bearer);
  expect(lock).toMatchObject({ status: 204, body: "" });
  const path = "configuration/management?action=save";
  const { links } = decode(
    "AcceptedResponse",
    Buffer.from((await ask(started, "PUT", path, bearer)).body),
  );
  expect(links).toEqual([`${started.url}/rest/v1.2/admin/asyncstatus`]);
});

test("answers every unknown method with 405", async () => {
  await using started = await start();
  for (const method of ["DELETE", "TRACE"]) {
    const response = await ask(started, method, "admin/asyncstatus", await logIn(started));
    expect(response).toMatchObject({ status: 405, headers: { allow: "GET" } });
    expect(decode("ErrorResponse", Buffer.from(response.body)).messages).toEqual([
      { errorMessage: `Method ${method} is not supported for this URI.` },
    ]);
  }
});

test("shows actions of other users", async () => {
  const clock = new ManualClock();
  await using started = await start({ clock });
  started.device.issue("activate", { by: "ACLI" });
  clock.advance(3000);
  const status = await ask(started, "GET", "admin/asyncstatus", await logIn(started));
  expect(status.body).toBe(example("async-status/activate-success"));
});

test("has the fingerprint of the certificate", async () => {
  await using started = await start();
  const { fingerprint256 } = new X509Certificate(started.certificatePem);
  expect(started.fingerprint256).toBe(fingerprint256);
});

test("passes options to the listener", async () => {
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  await using started = await start({ tls });
  expect(started.certificatePem).toBe(tls.cert);
  expect(await logIn(started)).toMatch(/^Bearer /);
});

test("has a random password by default", async () => {
  await using first = await start();
  await using second = await start();
  expect(first.password).not.toBe(second.password);
  expect(first.user).toBe("admin");
  await using given = await start({ user: "maria", password: "given" });
  expect(given).toMatchObject({ user: "maria", password: "given" });
  expect(await logIn(given)).toMatch(/^Bearer /);
});

test("accepts other users who are not administrators", async () => {
  const other = { name: "operator", password: "other", administrator: false };
  await using started = await start({ otherUsers: [other] });
  const bearer = await logIn(started, { user: "operator", password: "other" });
  expect(await ask(started, "GET", "admin/asyncstatus", bearer)).toMatchObject({ status: 403 });
});

test.each<{ options: StartDeviceOptions; want: string }>([
  { options: {}, want: "error/upgrade-required-426" },
  { options: { versions: ["v1.0"] }, want: "v1.0/error/upgrade-required-426" },
  {
    options: { assumptions: { errorItems: "bare" } },
    want: "v1.0/error/upgrade-required-426",
  },
])("answers plain HTTP with 426 and $want for $options", async ({ options, want }) => {
  await using started = await start(options);
  const outgoing = get(started.url.replace("https:", "http:"), { agent: false });
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  expect(incoming.statusCode).toBe(426);
  expect(incoming.headers["content-type"]).toBe("application/xml");
  expect(await text(incoming)).toBe(example(want));
});

test("cuts the connection while the device is off, without an error", async () => {
  const clock = new ManualClock();
  const errors: unknown[] = [];
  await using started = await start({ clock, onError: (error) => errors.push(error) });
  started.device.reboot();
  clock.advance(5000);
  await expect(ask(started, "GET", "admin/asyncstatus", "")).rejects.toMatchObject({
    code: "ECONNRESET",
  });
  clock.advance(60_000);
  expect(await ask(started, "GET", "admin/asyncstatus", "")).toMatchObject({ status: 401 });
  expect(errors).toEqual([]);
});

test("passes errors of a behavior to onError and answers with 500", async () => {
  const mistake = new Error("mistake");
  const errors: unknown[] = [];
  await using started = await start({
    behavior: () => {
      throw mistake;
    },
    onError: (error) => errors.push(error),
  });
  const bearer = await logIn(started);
  await ask(started, "POST", "configuration/lock", bearer);
  const path = "configuration/management?action=activate";
  expect(await ask(started, "POST", path, bearer)).toMatchObject({ status: 500 });
  expect(errors).toEqual([mistake]);
});

test("a closed device refuses connections and can be closed again", async () => {
  const started = await start();
  await started.close();
  await started.close();
  await expect(ask(started, "GET", "admin/asyncstatus", "")).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
});

test("runs a scenario with a seed", async () => {
  await using started = await start({ scenario: "verify-refuses", seed: 42 });
  expect(started.seed).toBe(42);
  expect(started.device.configurations().editing.fault).toBe("Realm new has no interface.");
  await started.useScenario("everyday");
  expect(started.device.configurations().editing.fault).toBeUndefined();
  await using other = await start();
  await using another = await start();
  expect(other.seed).not.toBe(another.seed);
});

test.each([
  { fault: "reset" as const },
  { fault: "resetInBody" as const },
  { fault: "huge" as const, bytes: 100_000 },
])("applies $fault to the connection", async (fault) => {
  const errors: unknown[] = [];
  await using started = await start({ faults: [fault], onError: (error) => errors.push(error) });
  const responded = ask(started, "GET", "admin/asyncstatus", "");
  if (fault.fault === "huge") expect((await responded).body).toHaveLength(100_000);
  else await expect(responded).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await ask(started, "GET", "admin/asyncstatus", "")).toMatchObject({ status: 401 });
  expect(errors).toEqual([]);
});

test("closes a hanging device within a second", async () => {
  const started = await start({ faults: [{ fault: "hang" }] });
  const responded = ask(started, "GET", "admin/asyncstatus", "");
  const refused = expect(responded).rejects.toMatchObject({ code: "ECONNRESET" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const since = performance.now();
  await started.close();
  await refused;
  expect(performance.now() - since).toBeLessThan(1_000);
});

test("logs exchanges without a secret", async () => {
  const lines: string[] = [];
  await using started = await start({ log: (line) => lines.push(line), strict: true });
  const bearer = await logIn(started);
  await ask(started, "GET", "admin/asyncstatus", bearer);
  expect(lines.map((line) => line.replace(/^\S+ /, "").replace(/ \d+ ms$/, ""))).toEqual([
    'POST "/rest/v1.2/auth/token" 200',
    'GET "/rest/v1.2/admin/asyncstatus" 200',
  ]);
});
