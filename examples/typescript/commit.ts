// Runs verify, save and activate on an SBC, and waits for the end of each.

import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { XMLParser } from "fast-xml-parser";
import createClient from "openapi-fetch";
import { Agent, fetch } from "undici";
import type { components, paths } from "./sbc.js";

type Schemas = components["schemas"];
type OperationState = Schemas["OperationState"];

process.on("uncaughtException", ({ message }) => {
  console.error(message);
  process.exit(1);
});

const timeoutMs = 540_000;
const { SBC_URL = "", SBC_USER = "", SBC_PASSWORD = "", SBC_CA = "" } = process.env;
const dispatcher = new Agent({ connect: { ca: readFileSync(SBC_CA) } });
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === "message" });

/** Decodes a document. The root is the same in all. */
function decode<T>(text: string | undefined): T {
  return parser.parse(text ?? "").response;
}

const client = createClient<paths>({
  baseUrl: SBC_URL,
  headers: { Accept: "application/xml" },
  fetch: async ({ method, url, headers }) => {
    const response = await fetch(url, { method, headers: Object.fromEntries(headers), dispatcher });
    if (response.ok) return response as unknown as Response;
    const { messages } = decode<Schemas["ErrorResponse"]>(await response.text());
    const texts = (messages.message ?? []).map(({ errorMessage }) => errorMessage);
    throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${texts.join(" ")}`);
  },
});
const parseAs = "text" as const;

async function logIn(): Promise<{ Authorization: string }> {
  const basic = Buffer.from(`${SBC_USER}:${SBC_PASSWORD}`).toString("base64");
  const headers = { Authorization: `Basic ${basic}` };
  const { data } = await client.POST("/rest/v1.2/auth/token", { headers, parseAs });
  const token = decode<Schemas["AccessTokenResponse"]>(data).data.accessToken;
  console.log("logged in");
  return { Authorization: `Bearer ${token}` };
}

const headers = await logIn();

/** Returns undefined if there has been no asynchronous request. */
async function status(): Promise<OperationState | undefined> {
  const { data } = await client.GET("/rest/v1.2/admin/asyncstatus", { headers, parseAs });
  return decode<Schemas["AsyncStatusResponse"]>(data).data.operationState;
}

/** Submits a request, and returns after its success. */
async function run(name: "verify" | "save" | "activate"): Promise<void> {
  const before = await status();
  if (before?.status === "inProgress") {
    throw new Error(`another request (${before.operation}) is in progress`);
  }
  const options = { headers, parseAs };
  const path = "/rest/v1.2/configuration/management";
  await (name === "activate"
    ? client.POST(path, { ...options, params: { query: { action: name } } })
    : client.PUT(path, { ...options, params: { query: { action: name } } }));
  // Until the status changes, the end of an earlier request of the same name is not ours.
  let isOurs = before?.operation !== name;
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const now = await status();
    if (now?.operation === name) {
      if (now.status === "inProgress") isOurs = true;
      else if (isOurs && now.status === "success") {
        console.log(`${name} succeeded`);
        return;
      } else if (isOurs) throw new Error(`${name} failed: ${now.errorMessage}`);
    }
    await setTimeout(200);
  }
  throw new Error(`unknown: the end of ${name} was not seen`);
}

await client.POST("/rest/v1.2/configuration/lock", { headers });
console.log("locked");
try {
  await run("verify");
  await run("save");
  await run("activate");
} finally {
  await client.POST("/rest/v1.2/configuration/unlock", { headers });
}
