import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The exit code of a worker whose ledger is on a full disk, or whose server isn't running. */
export const ledgerExitCode = 75;
const restartMs = 500;

/** A computer with one worker. */
export class Computer {
  readonly #args: readonly string[];
  readonly #env: NodeJS.ProcessEnv;
  #worker: ChildProcess | undefined;
  #clockOffsetMs = 0;
  /** The number of times that the worker ended with {@link ledgerExitCode}. */
  ledgerEnds = 0;

  constructor(fleetFile: string, env: NodeJS.ProcessEnv) {
    this.#args = [join(import.meta.dirname, "worker.ts"), fleetFile];
    this.#env = env;
  }

  /** Runs a worker to its end, and another one if it is killed or can't use its ledger. Returns the exit code. */
  async run(): Promise<number | null> {
    for (;;) {
      const worker = spawn(process.execPath, this.#args, {
        env: { ...process.env, ...this.#env, CLOCK_OFFSET_MS: String(this.#clockOffsetMs) },
        stdio: ["inherit", "inherit", "inherit", "ipc"],
      });
      this.#worker = worker;
      const [code, signal] = await once(worker, "exit");
      this.#worker = undefined;
      if (signal !== "SIGKILL" && code !== ledgerExitCode) return code;
      if (code !== ledgerExitCode) continue;
      this.ledgerEnds += 1;
      await sleep(restartMs);
    }
  }

  /** Returns false if no worker runs. */
  kill(signal: NodeJS.Signals): boolean {
    return this.#worker?.kill(signal) ?? false;
  }

  /** Stops the worker for some time. Returns false if none runs. */
  stopFor(ms: number): boolean {
    const worker = this.#worker;
    void sleep(ms).then(() => worker?.kill("SIGCONT"));
    return worker?.kill("SIGSTOP") ?? false;
  }

  /** Sets the wall clock to another time. */
  setClock(offsetMs: number): boolean {
    this.#clockOffsetMs = offsetMs;
    this.#worker?.send({ clockOffsetMs: offsetMs }, () => {});
    return this.#worker !== undefined;
  }
}
