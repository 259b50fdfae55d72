import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL server of its own, on the loopback interface. */
export interface Postgres {
  /** Returns the URL of a schema, with the password. */
  url(schema: string): string;
  readonly password: string;
  /** Runs statements as its administrator. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** Starts it, unless it runs, and waits until it can be used. */
  start(): Promise<void>;
  isRunning(): boolean;
  /** Stops it. `immediate`: as a crash does. */
  stop(how?: "fast" | "immediate"): Promise<void>;
  /** Stops it, and removes its folder. */
  remove(): Promise<void>;
}

const debianFolder = "/usr/lib/postgresql";

/** Returns the programs of the newest PostgreSQL of Debian's packages. */
function programs(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).map(Number) : [];
  if (versions.length === 0) {
    throw new Error("PostgreSQL isn't installed. Run: apt-get install postgresql");
  }
  return join(debianFolder, String(Math.max(...versions)), "bin");
}

/** PostgreSQL refuses to run as root: then it runs as the user of Debian's package. */
function owner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** Creates a server in a temporary folder of `place`, and starts it. */
export async function startPostgres(place = tmpdir()): Promise<Postgres> {
  const folder = mkdtempSync(join(place, "asyncstatus-postgres-"));
  const user = owner();
  if (user) chownSync(folder, user.uid, user.gid);
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const data = join(folder, "data");
  const options = ["--username=rollout", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  // Small segments of the log, so that a full disk also prevents a new one, which ends the server.
  options.push("--wal-segsize=1");
  execFileSync(join(programs(), "initdb"), ["--pgdata", data, "--no-sync", ...options], {
    ...user,
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const port = await freePort();
  const url = `postgres://rollout:${password}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  const sql: Postgres["sql"] = async (text) => {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      const result = await client.query(text);
      return [result].flat().at(-1)?.rows ?? [];
    } finally {
      await client.end().catch(() => {});
    }
  };
  const start = async () => {
    const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
    if (!server || hasEnded(server)) {
      server = spawn(join(programs(), "postgres"), args, { ...user, cwd: folder, stdio: "ignore" });
    }
    for (let left = 200; ; left -= 1) {
      try {
        await sql("SELECT 1");
        return;
      } catch (error) {
        if (left === 0 || hasEnded(server)) throw error;
        await sleep(50);
      }
    }
  };
  const stop: Postgres["stop"] = async (how = "fast") => {
    const running = server;
    server = undefined;
    if (!running || hasEnded(running)) return;
    const exit = once(running, "exit");
    running.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
    await exit;
  };
  // Also if the process fails before it removes the server. Its disk may be unmounted after that.
  process.prependOnceListener("exit", () => {
    if (server && !hasEnded(server)) {
      const stopNow = ["stop", "--pgdata", data, "--mode", "immediate"];
      execFileSync(join(programs(), "pg_ctl"), stopNow, { ...user, cwd: folder, stdio: "ignore" });
    }
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  return {
    url: (schema) => `${url}?schema=${schema}`,
    password,
    sql,
    start,
    isRunning: () => server !== undefined && !hasEnded(server),
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
