import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The result of a rehearsal. */
export interface Rehearsal {
  /** The exit code of each command that ended by itself, in order. */
  readonly codes: Readonly<Record<string, number | null>>;
  readonly status: string;
  readonly report: string;
}

/** The numbers of the guide, and those of its test. */
const fewer: Readonly<Record<string, string>> = {
  "--devices 500": "--devices 24",
  "percent: 0.4": "percent: 8",
  "total: 40": "total: 2",
};

/**
 * Runs the commands in the guide, one after the other, on fewer devices.
 *
 * @param shell Returns how to run a command in the guide.
 */
export async function rehearseRollout(
  guide: string,
  folder: string,
  shell: (command: string) => string,
  replaced = fewer,
): Promise<Rehearsal> {
  const text = Object.entries(replaced).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The guide has no ${from}.`);
    return all.replaceAll(from, to);
  }, guide);
  for (const [, name = "", content = ""] of text.matchAll(/^```yaml \[(.+?)\]\n(.*?)^```$/gms)) {
    await writeFile(join(folder, name), content);
  }
  const left = [...text.matchAll(/^```sh\n(.*?)\n```$/gms)].map(([, command = ""]) => command);
  const codes: Record<string, number | null> = {};
  let variables: NodeJS.ProcessEnv = {};
  const start = (expected: string) => {
    const command = left.shift() ?? "";
    if (!command.includes(expected)) throw new Error(`Expected ${expected}, found ${command}.`);
    return new Running(shell(command), folder, { ...process.env, ...variables });
  };
  const finish = async (expected: string, running = start(expected)) => {
    codes[expected] = await running.ended;
    return running.output;
  };

  const serve = start("serve");
  await serve.prints("Then read the status");
  variables = Object.fromEntries(
    [...serve.output.matchAll(/export (\w+)=(\S+)/g)].map(([, name = "", value]) => [name, value]),
  );
  try {
    await finish("rollout plan");
    await finish("--dry-run");
    const started = start("rollout start");
    await started.prints("To approve it");
    await finish("rollout approve");
    await finish("rollout start", started);
    const status = await finish("rollout status");
    const resumed = start("rollout resume");
    await resumed.prints("succeeded");
    // Of the guide's pkill, only the process of this test.
    if (!left.shift()?.startsWith("pkill -9")) throw new Error("Expected pkill.");
    await resumed.kill();
    await finish("rollout resume");
    await finish("rollout rollback");
    await finish("rollout report");
    if (left.length > 0) throw new Error(`Not run: ${left.join(", ")}`);
    return { codes, status, report: await readFile(join(folder, "rollout.html"), "utf8") };
  } finally {
    await serve.kill();
  }
}

/** A command that runs in a group of its own. */
class Running {
  output = "";
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(command: string, cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn("/bin/sh", ["-c", command], { cwd, env, detached: true });
    const add = (data: Buffer) => {
      this.output += data;
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    this.#child = child;
    this.ended = once(child, "close").then(([code]) => code);
  }

  async prints(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      const isOver = await Promise.race([
        this.ended.then(() => true),
        once(this.#child.stderr as NodeJS.ReadableStream, "data"),
        once(this.#child.stdout as NodeJS.ReadableStream, "data"),
      ]);
      if (isOver === true) throw new Error(`No ${text} in: ${this.output}`);
    }
  }

  async kill(): Promise<void> {
    if (this.#child.pid !== undefined) process.kill(-this.#child.pid, "SIGKILL");
    await this.ended;
  }
}
