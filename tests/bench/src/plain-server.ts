import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "@asyncstatus/server";
import express from "express";
import fastify from "fastify";
import type { PlainAnswer } from "./server-lane.ts";

const keepAliveTimeout = 65_000;

/** Serves the same answer whatever is asked, with nothing around it but what answers by. @returns the port */
export async function servePlain(answer: PlainAnswer, tls: Certificate): Promise<number> {
  switch (answer.by) {
    case "node:https":
      return portOf(
        createServer({ ...tls, keepAliveTimeout }, (_request, response) => {
          response.writeHead(answer.status, [...answer.headers]).end(answer.body);
        }),
      );
    case "express": {
      const app = express().disable("x-powered-by").disable("etag");
      const headers = pairsOf(answer);
      app.get("/{*path}", (_request, response) => {
        response.status(answer.status).set(headers).send(answer.body);
      });
      return portOf(createServer({ ...tls, keepAliveTimeout }, app));
    }
    case "fastify": {
      const app = fastify({ https: { ...tls }, keepAliveTimeout });
      const headers = pairsOf(answer);
      app.get("/*", (_request, reply) =>
        reply.code(answer.status).headers(headers).send(answer.body),
      );
      await app.listen({ port: 0, host: "127.0.0.1" });
      return (app.server.address() as AddressInfo).port;
    }
  }
}

async function portOf(server: Server): Promise<number> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  // Of a server on a TCP port it is never null or the name of a pipe.
  return (server.address() as AddressInfo).port;
}

/** The headers by name; the length is the framework's affair. */
function pairsOf({ headers }: PlainAnswer): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? "";
    if (name.toLowerCase() !== "content-length") pairs[name] = headers[index + 1] ?? "";
  }
  return pairs;
}
