// Started by `serveStatus` once per server and once for the client that puts load on them.

import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Certificate, startDevice } from "@asyncstatus/server";
import { Pool } from "undici";
import { receiveArgument, serve } from "./other-process.ts";

/** Server to start. */
export interface ServerOptions {
  readonly by: "device" | "node:https";
  readonly tls: Certificate;
}

/** Port of a started server, and a token that it accepts. */
export interface Server {
  readonly port: number;
  readonly token: string;
}

/** Requests to send to a server. */
export interface Load extends Server {
  readonly requests: number;
}

/** Body of the last response. */
export interface Served {
  readonly body: string;
}

const argument = await receiveArgument<{ serve: ServerOptions } | { ca: string }>();
if ("serve" in argument) {
  const { by, tls } = argument.serve;
  serve(
    by === "device" ? await startReferenceDevice(tls) : await startBareServer(tls),
    async () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
  );
} else {
  const pools = new Map<number, Pool>();
  serve("ready", async ({ port, token, requests }: Load): Promise<Served> => {
    const pool =
      pools.get(port) ??
      new Pool(`https://127.0.0.1:${port}`, { connections: 50, connect: { ca: argument.ca } });
    pools.set(port, pool);
    let left = requests;
    let last = "";
    const loop = async () => {
      while (left > 0) {
        left -= 1;
        const { body } = await pool.request({
          method: "GET",
          path: "/rest/v1.2/admin/asyncstatus",
          headers: { accept: "application/xml", authorization: `Bearer ${token}` },
        });
        last = await body.text();
      }
    };
    await Promise.all(Array.from({ length: 50 }, loop));
    return { body: last };
  });
}

async function startReferenceDevice(tls: Certificate): Promise<Server> {
  const { device, url, user } = await startDevice({ tls, durations: { activate: 0 } });
  device.issue("activate", { by: "ACLI" });
  const token = device.issueToken({ name: user, administrator: true });
  return { port: Number(new URL(url).port), token };
}

async function startBareServer(tls: Certificate): Promise<Server> {
  const example = "../../../spec/examples/async-status/activate-success.xml";
  const body = readFileSync(new URL(example, import.meta.url));
  const headers = { "content-type": "application/xml", "content-length": body.length };
  const server = createServer({ ...tls, keepAliveTimeout: 65_000 }, (_request, response) => {
    response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, token: "none" };
}
