import { Agent } from "node:https";
import { setDefaultCACertificates } from "node:tls";
import axios from "axios";
import got from "got";
import ky from "ky";
import { barePoller, pollOfClient } from "./bare-poller.ts";
import type { ServedDevice } from "./serve-devices.ts";

/** Who else can send a request. */
export type OtherClient = "undici" | "fetch" | "got" | "axios" | "ky";

/** Repeats the request by which a client polls, header for header, by somebody else; the body is read. */
export async function otherPoller(
  by: OtherClient,
  device: ServedDevice,
): Promise<() => Promise<unknown>> {
  if (by === "undici") return (await barePoller(device)).poll;
  const { url, headers } = await pollOfClient(device);
  const { href } = url;
  // What is built on the platform's `fetch` takes no certificate of its own.
  setDefaultCACertificates([device.certificatePem]);
  const agent = new Agent({ keepAlive: true });
  switch (by) {
    case "fetch":
      return async () => {
        const answer = await fetch(href, { headers });
        expectOk(answer.status);
        return answer.arrayBuffer();
      };
    case "got": {
      const client = got.extend({ agent: { https: agent }, headers, decompress: false });
      return async () => {
        const { statusCode, rawBody } = await client(href);
        expectOk(statusCode);
        return rawBody;
      };
    }
    case "axios": {
      const client = axios.create({ httpsAgent: agent, headers, responseType: "arraybuffer" });
      return async () => {
        const { status, data } = await client.get(href);
        expectOk(status);
        return data;
      };
    }
    case "ky": {
      const client = ky.create({ headers });
      return async () => {
        const answer = await client(href);
        expectOk(answer.status);
        return answer.arrayBuffer();
      };
    }
  }
}

function expectOk(status: number): void {
  if (status !== 200) throw new Error(`Expected 200, got ${status}.`);
}
