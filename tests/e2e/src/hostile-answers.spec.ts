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

/** What a look at the status comes to, where the device answers it with this. */
async function look(body: Uint8Array, more: Partial<FaultRule> = {}): Promise<unknown> {
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
    // A connection that was cut is no excuse for the next look.
    await sbc.status();
  }
}

test("each is read as it should be, or is an error that says where and why", async () => {
  for (const { name, body, want } of inputs) {
    const got = await look(body);
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

test("as large as may be, each is read, or is an error", async () => {
  for (const { name, body, want } of generated) {
    const got = await look(body);
    const code = got instanceof Error && "code" in got ? got.code : "value";
    expect(code, name).toBe(
      want === "value" ? "value" : want === "too-large" ? "body-too-large" : "undecodable",
    );
  }
});

test.each(["gzip", "br", "deflate", "x-none"])(
  "what passes as %s is not decoded, however small it is",
  async (contentEncoding) => {
    const bomb = gzipSync(new Uint8Array(2 ** 24));
    expect(await look(bomb, { contentEncoding })).toMatchObject({ code: "content-encoding" });
  },
);
