import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type SecureVersion } from "node:tls";
import { expect, onTestFinished, test, vi } from "vitest";
import type { UntrustedReason } from "../errors/transport-error.ts";
import { get } from "../testing/get.ts";
import { type Identity, identity, type Respond, tcpPeer, tlsPeer } from "../testing/loopback.ts";
import type { TlsOptions } from "./tls.ts";
import type { Transport } from "./transport.ts";
import { undiciTransport } from "./undici-transport.ts";

const authority = await identity({ name: "Some Authority", authority: true });
const device = await identity({ ca: authority });
const selfSigned = await identity();
const named = await identity({ name: "sbc.example" });
const expired = await identity({ expired: true });
const another = await identity();

const closing: Respond = (socket) =>
  socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

function transportWith(tls: TlsOptions): Transport {
  const transport = undiciTransport({ tls });
  onTestFinished(() => transport.close());
  return transport;
}

test.each([
  { why: "its authority", shown: device, tls: { ca: authority.cert } },
  { why: "itself, signed by itself", shown: selfSigned, tls: { ca: selfSigned.cert } },
  { why: "itself, signed by an authority", shown: device, tls: { ca: device.cert } },
  { why: "one of several", shown: selfSigned, tls: { ca: [authority.cert, selfSigned.cert] } },
  { why: "another name", shown: named, tls: { ca: named.cert, serverName: "sbc.example" } },
  { why: "fingerprint", shown: selfSigned, tls: { fingerprint256: selfSigned.fingerprint256 } },
  {
    why: "one of several fingerprints",
    shown: selfSigned,
    tls: { fingerprint256: [expired.fingerprint256, selfSigned.fingerprint256] },
  },
  { why: "fingerprint, expired", shown: expired, tls: { fingerprint256: expired.fingerprint256 } },
  { why: "fingerprint, another name", shown: named, tls: { fingerprint256: named.fingerprint256 } },
  { why: "no check", shown: expired, tls: { insecure: true } },
])("accepts a certificate by: $why", async ({ shown, tls }) => {
  const peer = await tlsPeer(shown);
  const { status } = await transportWith(tls).request(get(peer.url));
  expect(status).toBe(200);
  expect(peer.received()).toContain("authorization: Bearer");
});

test.each<{
  why: string;
  shown: Identity;
  tls: TlsOptions;
  code: string;
  reason?: UntrustedReason;
  says: string;
}>([
  {
    why: "no authority",
    shown: selfSigned,
    tls: {},
    code: "tls-untrusted",
    reason: "self-signed",
    says: selfSigned.fingerprint256,
  },
  {
    why: "wrong authority",
    shown: device,
    tls: { ca: another.cert },
    code: "tls-untrusted",
    reason: "unknown-authority",
    says: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  },
  {
    why: "expired",
    shown: expired,
    tls: { ca: expired.cert },
    code: "tls-untrusted",
    reason: "expired",
    says: "CERT_HAS_EXPIRED",
  },
  {
    why: "wrong host",
    shown: named,
    tls: { ca: named.cert },
    code: "tls-untrusted",
    reason: "name-mismatch",
    says: "not for 127.0.0.1",
  },
  {
    why: "wrong name",
    shown: selfSigned,
    tls: { ca: selfSigned.cert, serverName: "sbc.example" },
    code: "tls-untrusted",
    reason: "name-mismatch",
    says: "not for sbc.example",
  },
  {
    why: "wrong address as name",
    shown: selfSigned,
    tls: { ca: selfSigned.cert, serverName: "127.0.0.2" },
    code: "tls-untrusted",
    reason: "name-mismatch",
    says: "not for 127.0.0.2",
  },
  {
    why: "fingerprint of its authority",
    shown: { ...device, cert: `${device.cert}\n${authority.cert}` },
    tls: { fingerprint256: authority.fingerprint256 },
    code: "tls-fingerprint-mismatch",
    says: `expected ${authority.fingerprint256}, got ${device.fingerprint256}`,
  },
  {
    why: "several wrong fingerprints",
    shown: another,
    tls: { fingerprint256: [selfSigned.fingerprint256, expired.fingerprint256] },
    code: "tls-fingerprint-mismatch",
    says: `expected ${selfSigned.fingerprint256} or ${expired.fingerprint256}, got`,
  },
  {
    why: "wrong fingerprint",
    shown: another,
    tls: { fingerprint256: selfSigned.fingerprint256 },
    code: "tls-fingerprint-mismatch",
    says: `expected ${selfSigned.fingerprint256}, got ${another.fingerprint256}`,
  },
])(
  "refuses a certificate without sending a byte of the request: $why",
  async ({ shown, tls, code, reason, says }) => {
    const peer = await tlsPeer(shown);
    await expect(transportWith(tls).request(get(peer.url))).rejects.toMatchObject({
      code,
      notSent: true,
      reason,
      expected: code === "tls-untrusted" ? undefined : [tls.fingerprint256].flat().join(" or "),
      actual: shown.fingerprint256,
      message: expect.stringContaining(says),
    });
    await peer.disconnected();
    expect({ connections: peer.connections(), received: peer.received() }).toEqual({
      connections: 1,
      received: "",
    });
  },
);

test("ignores NODE_TLS_REJECT_UNAUTHORIZED", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const warn = vi.spyOn(process, "emitWarning").mockReturnValue();
  onTestFinished(() => {
    vi.unstubAllEnvs();
    warn.mockRestore();
  });
  const peer = await tlsPeer(selfSigned);
  await expect(transportWith({}).request(get(peer.url))).rejects.toMatchObject({
    code: "tls-untrusted",
  });
});

const swaps = (["TLSv1.2", "TLSv1.3"] satisfies SecureVersion[]).flatMap((version) => [
  { version, tls: { ca: selfSigned.cert }, code: "tls-untrusted" },
  { version, tls: { fingerprint256: selfSigned.fingerprint256 }, code: "tls-fingerprint-mismatch" },
]);

test.each(swaps)(
  "refuses a certificate that changes between connections, although the TLS session could be resumed: $version, $code",
  async ({ version, tls, code }) => {
    const ticketKeys = randomBytes(48);
    const peer = await tlsPeer(selfSigned, closing, { ticketKeys, maxVersion: version });
    const session = await sessionOf(peer.url);
    const transport = transportWith(tls);
    await transport.request(get(peer.url));
    await transport.request(get(peer.url));
    const before = peer.received();

    const { key, cert } = another;
    peer.server.setSecureContext({ key, cert, ticketKeys, maxVersion: version });
    expect(await resumes(peer.url, session)).toBe(true);
    await expect(transport.request(get(peer.url))).rejects.toMatchObject({ code, notSent: true });
    await peer.disconnected();
    expect(peer.received()).toBe(before);
  },
);

test.each([
  { serverName: {}, want: false },
  { serverName: { serverName: "sbc.example" }, want: "sbc.example" },
  { serverName: { serverName: "127.0.0.2" }, want: false },
])("never sends an address as server name: $want", async ({ serverName, want }) => {
  const peer = await tlsPeer(selfSigned);
  const names: unknown[] = [];
  peer.server.on("secureConnection", ({ servername }) => names.push(servername));
  await transportWith({ insecure: true, ...serverName }).request(get(peer.url));
  expect(names).toEqual([want]);
});

test.each([
  { speaks: "HTTP", line: "HTTP/1.1 400 Bad Request", code: "not-https" },
  { speaks: "SSH", line: "SSH-2.0-OpenSSH_9.9", code: "not-https" },
])("sends no byte of the request to a port that uses $speaks", async ({ line, code }) => {
  const peer = await tcpPeer((socket) => socket.write(`${line}\r\n`));
  await expect(transportWith({}).request(get(peer.url))).rejects.toMatchObject({
    code,
    notSent: true,
  });
  await peer.disconnected();
  expect(peer.received()).not.toContain("asyncstatus");
});

test("fails if there is no common TLS version", async () => {
  const peer = await tlsPeer(selfSigned, closing, { maxVersion: "TLSv1.1", minVersion: "TLSv1.1" });
  await expect(transportWith({}).request(get(peer.url))).rejects.toMatchObject({
    code: "tls-failed",
    notSent: true,
  });
});

test("reports a handshake that the device resets", async () => {
  const peer = await tcpPeer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  await expect(transportWith({}).request(get(peer.url))).rejects.toMatchObject({
    code: "reset",
    notSent: true,
  });
});

async function sessionOf(url: URL): Promise<Buffer> {
  const socket = connect({ host: url.hostname, port: Number(url.port), rejectUnauthorized: false });
  socket.write("\r\n\r\n");
  const [session] = await once(socket, "session");
  socket.destroy();
  return session;
}

async function resumes(url: URL, session: Buffer): Promise<boolean> {
  const at = { host: url.hostname, port: Number(url.port) };
  const socket = connect({ ...at, session, rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const resumed = socket.isSessionReused();
  socket.destroy();
  return resumed;
}
