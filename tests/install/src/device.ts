import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileOf } from "./project.ts";

/** A reference device in another process. */
export interface RunningDevice {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly fingerprint256: string;
  close(): Promise<void>;
}

/** Starts a fast reference device by `asyncstatus serve`. */
export async function serve(program: string): Promise<RunningDevice> {
  const args = ["serve", "--port", "0", "--json", "--scenario", fileOf("fast.yaml")];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    const close = async () => {
      child.kill("SIGTERM");
      await ended;
    };
    return { ...JSON.parse(line), close };
  }
  throw new Error("asyncstatus serve ended without output.");
}
