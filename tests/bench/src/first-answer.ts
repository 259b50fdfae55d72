import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Figure } from "./figure.ts";

export interface FirstAnswerScale {
  readonly rounds: number;
}

/** What one start took, in milliseconds. */
interface Start {
  /** Until Node.js itself ran. */
  readonly boot: number;
  /** Until the device had answered. */
  readonly answered: number;
}

/**
 * How long it takes from the start of a process until a reference device in it has answered its first
 * asyncstatus over TLS. The packages are taken as they are published, built.
 */
export async function firstAnswer(
  { rounds }: FirstAnswerScale = { rounds: 15 },
): Promise<Figure[]> {
  const starts: Start[] = [];
  // The first finds nothing of it in the system's cache of files.
  for (let round = 0; round <= rounds; round += 1) {
    const start = await startOnce();
    if (round > 0) starts.push(start);
  }
  return [
    {
      what: "from the start of a process to the first answer of a device",
      values: starts.map(({ answered }) => answered),
      unit: " ms",
      bound: { of: "median", atMost: 300 },
    },
    { what: "of that, until Node.js runs", values: starts.map(({ boot }) => boot), unit: " ms" },
  ];
}

const packages = JSON.stringify(new URL("../../../packages/", import.meta.url));

// Not a file of its own: that would have to be JavaScript, since Node.js takes time to read TypeScript.
const program = `
  const boot = performance.now();
  const { registerHooks } = await import("node:module");
  const built = (name) => name.replace(/^@asyncstatus\\/(\\w+)$/, ${packages} + "$1/dist/index.js");
  registerHooks({ resolve: (name, context, next) => next(built(name), context) });
  const { startDevice } = await import("@asyncstatus/server");
  const { device, url, user, certificatePem: ca } = await startDevice();
  const { get } = await import("node:https");
  const authorization = "Bearer " + device.issueToken({ name: user, administrator: true });
  get(url + "/rest/v1.2/admin/asyncstatus", { ca, headers: { authorization } }, (answer) => {
    answer.resume().on("end", () => {
      const answered = performance.now();
      if (answer.statusCode !== 200) throw new Error("Expected 200, got " + answer.statusCode);
      process.stdout.write(JSON.stringify({ boot, answered }), () => process.exit());
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
