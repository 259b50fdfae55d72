import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A disk of its own that can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves no free block until it is aborted. */
  fill(signal: AbortSignal): Promise<void>;
  remove(): void;
}

/** Mounts a file system in memory. Needs root, or sudo without a password. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-disk-"));
  const asRoot = (program: string, ...args: string[]) => {
    const command = [...(process.getuid?.() === 0 ? [] : ["sudo", "-n"]), program, ...args];
    execFileSync(command[0] ?? "", command.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
  };
  asRoot("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=1777`, "tmpfs", folder);
  let isMounted = true;
  const remove = () => {
    if (!isMounted) return;
    isMounted = false;
    asRoot("umount", "--lazy", folder);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also if the process fails before it removes the disk.
  process.once("exit", remove);
  return {
    folder,
    async fill(signal) {
      const filler = join(folder, "filler");
      const file = openSync(filler, "w");
      try {
        // Blocks that are freed meanwhile are filled as well.
        for (; !signal.aborted; await sleep(20)) fillUp(file);
      } finally {
        closeSync(file);
        rmSync(filler);
      }
    },
    remove,
  };
}

function fillUp(file: number): void {
  for (const size of [1024 * 1024, 4096]) {
    const block = Buffer.alloc(size);
    try {
      while (writeSync(file, block) === size);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    }
  }
}
