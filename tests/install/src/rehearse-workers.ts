import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { GuideCommands } from "./guide-commands.ts";

/** The results of a rehearsal with two workers. */
export interface WorkersRehearsal {
  /** The output of the second worker. */
  readonly worker: string;
  readonly report: string;
}

/**
 * Follows the part of the rollout guide with PostgreSQL and two workers, to its end.
 *
 * @param folder The folder of the guide.
 */
export async function rehearseWorkers(
  commands: GuideCommands,
  folder: string,
): Promise<WorkersRehearsal> {
  // By .ci/install-packages.
  commands.next("apt-get install");
  using postgres = new PostgresFolder();
  postgres.start(commands.next("initdb"));
  postgres.copyTo(folder, "url");
  const started = commands.start("rollout start");
  await started.prints("wave canary: running");
  const worker = commands.start("rollout worker");
  await started.prints("To approve it");
  await commands.finish("rollout approve");
  await Promise.all([started, worker].map((one) => one.prints("succeeded", "wave rest: running")));
  // Until it has claimed the next pairs.
  await sleep(500);
  // Of the guide's pkill, only the process of this rehearsal.
  commands.next("pkill -9");
  await started.kill();
  const output = await commands.finish("rollout worker", worker);
  await commands.finish("rollout rollback");
  const report = await commands.finish("rollout report");
  postgres.stop(commands.next("pg_ctl"));
  return { worker: output, report };
}

/** A folder for PostgreSQL, which refuses to run as root: then it runs as the user of Debian's package. */
class PostgresFolder implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "asyncstatus-postgres-"));
  #setPath = "";
  readonly #user: { readonly uid: number; readonly gid: number } | undefined;

  constructor() {
    if (process.getuid?.() !== 0) return;
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
    this.#user = { uid: id("-u"), gid: id("-g") };
    chownSync(this.#folder, this.#user.uid, this.#user.gid);
  }

  start(commands: string): void {
    [this.#setPath = ""] = commands.split("\n");
    this.#run(commands);
  }

  stop(command: string): void {
    this.#run(`${this.#setPath}\n${command}`);
  }

  copyTo(folder: string, file: string): void {
    // Copying it would keep its owner.
    const content = readFileSync(join(this.#folder, file));
    writeFileSync(join(folder, file), content, { mode: 0o600 });
  }

  [Symbol.dispose](): void {
    if (existsSync(join(this.#folder, "postgres/data/postmaster.pid"))) {
      this.stop("pg_ctl -D postgres/data -m immediate stop");
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(commands: string): void {
    execFileSync("/bin/sh", ["-ec", commands], {
      ...this.#user,
      cwd: this.#folder,
      // The server would keep a pipe open.
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
}
