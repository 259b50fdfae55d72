import { setTimeout as sleep } from "node:timers/promises";
import type { Postgres } from "../postgres/start-postgres.ts";
import type { SmallDisk } from "./small-disk.ts";
import type { Computer } from "./worker-processes.ts";

/** Parts of a trial that can be disturbed, and the lifetime of a token. */
export interface Disturbed {
  readonly computers: readonly Computer[];
  readonly postgres: Postgres | undefined;
  readonly disk: SmallDisk | undefined;
  readonly tokenLifetimeMs: number;
  readonly random: () => number;
}

/** The longest time until a write needs a block: workers wait for the tokens of killed ones. */
const noticeMs = 20_000;
const longestJumpMs = 12 * 3_600_000;

/** The disturbances by name. Each returns false if there was nothing to disturb. */
export function disturbances({ computers, postgres, disk, tokenLifetimeMs, random }: Disturbed) {
  const shuffled = () =>
    computers
      .map((computer) => ({ computer, order: random() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ computer }) => computer);
  return {
    /** Kills a worker. */
    async kill() {
      return shuffled().some((computer) => computer.kill("SIGKILL"));
    },
    /** Stops a worker. Its token ends meanwhile, or doesn't; the other worker may come to the end in that time. */
    async stop() {
      const ms = random() * 1.5 * tokenLifetimeMs;
      return shuffled().some((computer) => computer.stopFor(ms));
    },
    /** Stops PostgreSQL, as an administrator or a crash does, and starts it. */
    async restart() {
      await postgres?.stop(random() < 0.5 ? "immediate" : "fast");
      await sleep(random() * 2_000);
      await postgres?.start();
      return postgres !== undefined;
    },
    /** Fills the disk of the ledger until a worker or PostgreSQL ends for it, and some seconds more. */
    async fullDisk() {
      if (!disk) return false;
      const ends = () => computers.reduce((sum, computer) => sum + computer.ledgerEnds, 0);
      const before = ends();
      const full = new AbortController();
      const filled = disk.fill(full.signal);
      const isNoticed = () => ends() > before || postgres?.isRunning() === false;
      const deadline = performance.now() + noticeMs;
      while (!isNoticed() && performance.now() < deadline) await sleep(50);
      const wasNoticed = isNoticed();
      await sleep(random() * 3_000);
      full.abort();
      await filled;
      await postgres?.start();
      return wasNoticed;
    },
    /** Sets the clock of a computer forward or back, by up to twelve hours, mostly by minutes. */
    async clockJump() {
      const ms = longestJumpMs * random() ** 4;
      const offsetMs = random() < 0.5 ? ms : -ms;
      return shuffled().some((computer) => computer.setClock(offsetMs));
    },
  };
}
