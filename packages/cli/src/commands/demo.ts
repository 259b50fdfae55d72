import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { commitAndWait } from "../run/commit-and-wait.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { terminalStyle } from "../terminal/terminal-style.ts";
import { command } from "./command.ts";

const reason = 'realm "core" refers to network-interface "M00", which does not exist';

export const demo = command({
  brief: "show a commit that succeeds and one that fails, on a simulated SBC",
  description: "Shows a commit that succeeds and one that fails, on a simulated SBC.",
  examples: [""],
  action: (io) => runDemo(io, 1_000),
});

/**
 * Starts a simulated SBC on the loopback interface, commits a change, then commits one whose activate fails.
 *
 * @param unitMs Duration of a verify and a save; an activate takes twice as long.
 */
export async function runDemo(io: Io, unitMs: number): Promise<number> {
  const { startDevice } = await import("@asyncstatus/server");
  const { paint } = terminalStyle(io.env, io.stdout);
  const heading = (text: string) => io.stdout.write(`\n${paint(text, "bold")}\n\n`);
  await using started = await startDevice({
    durations: { verify: unitMs, save: unitMs, activate: 2 * unitMs },
    requests: [{ on: "activate", nth: 2, fails: reason }],
  });
  const { device, url, user, password, fingerprint256 } = started;
  // A folder of its own, so that no settings of the user apply.
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-demo-"));
  try {
    const { LANG, LC_ALL, TERM, CI, NO_COLOR, FORCE_COLOR } = io.env;
    const env = { LANG, LC_ALL, TERM, CI, NO_COLOR, FORCE_COLOR, ASYNCSTATUS_PASSWORD: password };
    const own: Io = { ...io, env, cwd: folder, homeDir: folder };
    const flags = { host: [url], user, fingerprint: [fingerprint256] };
    const commit = () =>
      runOnHosts(own, flags, "commit", (run) => commitAndWait(run, { compare: true }));

    heading(`A simulated SBC is listening at ${url}.`);
    heading("1. Commit a change that succeeds");
    device.edit();
    const first = await commit();
    heading("2. Commit a change that the device rejects when it activates it");
    device.edit();
    const second = await commit();
    heading("Try it yourself");
    io.stdout.write(
      [
        `  ${programName(io)} serve    start a simulated SBC and print the next steps`,
        `  ${programName(io)} --help   list all commands`,
        "",
        "",
      ].join("\n"),
    );
    return first === 0 && second === 1 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
