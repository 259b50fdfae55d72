import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A device that another process serves. */
export interface Served {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly fingerprint256: string;
  close(): Promise<void>;
}

/**
 * Serves a device by the installed command line.
 *
 * @param program The program `asyncstatus`.
 */
export async function serve(node: string, program: string, scenario: string): Promise<Served> {
  const args = [program, "serve", "--port", "0", "--json", "--scenario", scenario];
  const child = spawn(node, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    const close = async () => {
      child.kill("SIGTERM");
      await ended;
    };
    return { ...JSON.parse(line), close };
  }
  throw new Error("asyncstatus serve ended without a word.");
}
