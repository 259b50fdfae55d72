import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Figure } from "./figure.ts";

/** Times from the start of a process, in milliseconds. */
interface Start {
  readonly boot: number;
  readonly response: number;
}

/**
 * Measures the time from the start of a process until a reference device in it has sent its first
 * asyncstatus response over TLS, with the packages as they are published.
 */
export async function firstResponse({ rounds }: { rounds: number }): Promise<Figure[]> {
  const starts: Start[] = [];
  // The first start fills the file cache of the system and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const start = await startOnce();
    if (round > 0) starts.push(start);
  }
  return [
    {
      what: "from the start of a process to the first response of a device",
      values: starts.map(({ response }) => response),
      unit: " ms",
      bound: { of: "median", atMost: 300 },
    },
    {
      what: "of that, time until Node.js is running",
      values: starts.map(({ boot }) => boot),
      unit: " ms",
    },
  ];
}

const packages = JSON.stringify(new URL("../../../packages/", import.meta.url));

// Inline JavaScript, because Node.js takes time to strip types.
const program = `
  const boot = performance.now();
  const { registerHooks } = await import("node:module");
  const built = (name) =>
    name.replace(/^@asyncstatus\\/(\\w+)\\/?([\\w-]*)$/, (_, name, entry) => ${packages} + name + "/dist/" + (entry || "index") + ".js");
  registerHooks({ resolve: (name, context, next) => next(built(name), context) });
  const { startDevice } = await import("@asyncstatus/server");
  const { device, url, user, certificatePem: ca } = await startDevice();
  const { get } = await import("node:https");
  const authorization = "Bearer " + device.issueToken({ name: user, administrator: true });
  get(url + "/rest/v1.2/admin/asyncstatus", { ca, headers: { authorization } }, (incoming) => {
    incoming.resume().on("end", () => {
      const response = performance.now();
      if (incoming.statusCode !== 200) throw new Error("Expected 200, got " + incoming.statusCode);
      process.stdout.write(JSON.stringify({ boot, response }), () => process.exit());
    });
  });
`;

async function startOnce(): Promise<Start> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    program,
  ]);
  return JSON.parse(stdout);
}
