import { gzipSync } from "node:zlib";
import { connect, ResponseError, type Sbc, TransportError } from "@asyncstatus/client";
import { generateInputs, readInputs } from "@asyncstatus/model/hostile";
import { type FaultRule, type StartedDevice, startDevice } from "@asyncstatus/server";
import { afterAll, beforeAll, expect, test } from "vitest";

const inputs = readInputs();
const generated = generateInputs();

let started: StartedDevice;
let sbc: Sbc;

beforeAll(async () => {
  started = await startDevice();
  const { url: host, user, password, certificatePem: ca } = started;
  sbc = await connect({ host, credentials: { user, password }, tls: { ca } });
});

afterAll(async () => {
  await sbc.close();
  await started.close();
});

/** Polls a device that responds with the given body, and returns the status or the error. */
async function poll(body: Uint8Array, more: Partial<FaultRule> = {}): Promise<unknown> {
  const base64 = Buffer.from(body).toString("base64");
  started.device.injectFault({
    fault: "bytes",
    base64,
    on: "getAsyncStatus",
    ...more,
  } as FaultRule);
  try {
    return (await sbc.status()) ?? null;
  } catch (error) {
    if (error instanceof ResponseError || error instanceof TransportError) return error;
    throw error;
  } finally {
    // The next poll must work, also after a closed connection.
    await sbc.status();
  }
}

test("reads each input, or reports the position and the reason", async () => {
  for (const { name, body, wantLeniently: want } of inputs) {
    const got = await poll(body);
    if ("value" in want) {
      const { data } = want.value as { data: { operationState?: unknown } };
      expect(got, name).toEqual(data.operationState ?? null);
    } else {
      const { code, line, column } = want;
      expect(got, name).toMatchObject({
        code: "undecodable",
        operationId: "getAsyncStatus",
        status: 200,
        cause: { code, ...(line !== undefined && { position: { line, column } }) },
      });
    }
  }
});

test("reads each generated input, or reports an error", async () => {
  for (const { name, body, want } of generated) {
    const got = await poll(body);
    const code = got instanceof Error && "code" in got ? got.code : "value";
    expect(code, name).toBe(
      want === "value" ? "value" : want === "too-large" ? "body-too-large" : "undecodable",
    );
  }
});

test.each(["gzip", "br", "deflate", "x-none"])(
  "rejects Content-Encoding: %s without decoding",
  async (contentEncoding) => {
    const bomb = gzipSync(new Uint8Array(2 ** 24));
    expect(await poll(bomb, { contentEncoding })).toMatchObject({ code: "content-encoding" });
  },
);
