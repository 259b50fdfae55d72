import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The commands in a guide, which are run one after the other. */
export class GuideCommands implements AsyncDisposable {
  /** Each command that ended by itself, and its exit code, in order. */
  readonly codes: (readonly [command: string, code: number | null])[] = [];
  env = process.env;
  readonly #folder: string;
  readonly #shell: (command: string) => string;
  readonly #left: string[];
  readonly #started: Running[] = [];

  private constructor(folder: string, shell: (command: string) => string, left: string[]) {
    this.#folder = folder;
    this.#shell = shell;
    this.#left = left;
  }

  /**
   * Reads a guide, and writes its files to a folder.
   *
   * @param shell Returns how to run a command in the guide.
   * @param replaced Texts in the guide, and what they are replaced with.
   */
  static async read(
    guide: string,
    folder: string,
    shell: (command: string) => string,
    replaced: Readonly<Record<string, string>> = {},
  ): Promise<GuideCommands> {
    const text = Object.entries(replaced).reduce((all, [from, to]) => {
      if (!all.includes(from)) throw new Error(`The guide has no ${from}.`);
      return all.replaceAll(from, to);
    }, guide);
    for (const [, name = "", content = ""] of text.matchAll(/^```yaml \[(.+?)\]\n(.*?)^```$/gms)) {
      await writeFile(join(folder, name), content);
    }
    const left = [...text.matchAll(/^```sh\n(.*?)\n```$/gms)].map(([, command = ""]) => command);
    return new GuideCommands(folder, shell, left);
  }

  /** Returns the next command instead of running it. @throws {Error} If it is another one than expected. */
  next(expected: string): string {
    const command = this.#left.shift() ?? "";
    if (!command.includes(expected)) throw new Error(`Expected ${expected}, found ${command}.`);
    return command;
  }

  /** Starts the next command. */
  start(expected: string): Running {
    const running = new Running(this.#shell(this.next(expected)), this.#folder, this.env);
    this.#started.push(running);
    return running;
  }

  /** Runs the next command, or one that was started, to its end, and returns its output. */
  async finish(expected: string, running = this.start(expected)): Promise<string> {
    this.codes.push([expected, await running.ended]);
    return running.output;
  }

  /** The commands that were not run. */
  get left(): readonly string[] {
    return this.#left;
  }

  /** Kills what is running. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#started.map((running) => running.kill()));
  }
}

/** A command that runs in a group of its own. */
export class Running {
  output = "";
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #waiting: (() => void)[] = [];

  constructor(command: string, cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn("/bin/sh", ["-c", command], { cwd, env, detached: true });
    const add = (data: Buffer) => {
      this.output += data;
      for (const wake of this.#waiting.splice(0)) wake();
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    this.#child = child;
    this.ended = once(child, "close").then(([code]) => code);
  }

  /** Waits until a text is printed, if given after another one. @throws {Error} If the command ends without it. */
  async prints(text: string, after = ""): Promise<void> {
    const isPrinted = () => {
      const start = this.output.indexOf(after);
      return start >= 0 && this.output.includes(text, start);
    };
    while (!isPrinted()) {
      const printed = new Promise<false>((resolve) => this.#waiting.push(() => resolve(false)));
      const isOver = await Promise.race([printed, this.ended.then(() => true)]);
      if (isOver) throw new Error(`No ${text} in: ${this.output}`);
    }
  }

  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null)
      process.kill(-pid, "SIGKILL");
    await this.ended;
  }
}
