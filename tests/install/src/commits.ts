import { join } from "node:path";
import { run } from "@asyncstatus/tools/release";
import { type Cell, tried } from "./cell.ts";
import { type Runtime, runtimes } from "./runtimes.ts";

/** A program that commits by what is installed. */
export interface Committing {
  /** What kind of project it is of. */
  readonly kind: string;
  readonly folder: string;
  /** The program for Node.js. */
  readonly program: string;
  /** The program for runtimes that read TypeScript. @default the same */
  readonly source?: string;
}

const wanted = {
  outcome: "committed",
  confidences: ["proven", "proven", "proven"],
  refused: true,
  said: "activate succeeded",
  restVersions: ["v1.2", "v1.1", "v1.0"],
};

/** Has each program commit on each runtime, one after the other. */
export async function commitEverywhere(
  programs: readonly Committing[],
  runtimeFolder: string,
  device: string,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const program of programs) {
    for (const runtime of runtimes) {
      const attempt = () => commit(program, runtime, runtimeFolder, device);
      cells.push(await tried(program.kind, runtime.name, attempt));
    }
  }
  return cells;
}

async function commit(
  { folder, program, source = program }: Committing,
  runtime: Runtime,
  runtimeFolder: string,
  device: string,
): Promise<void> {
  const file = runtime.isNode ? program : source;
  const told = await run(join(runtimeFolder, runtime.program), [...runtime.args, file], {
    cwd: folder,
    env: {
      // Those who are no Node.js get a device that another process has started.
      DEVICE: runtime.isNode ? undefined : device,
      NODE_OPTIONS: undefined,
      NO_COLOR: "1",
    },
  });
  const got = JSON.stringify(JSON.parse(told));
  if (got !== JSON.stringify(wanted))
    throw new Error(`Expected ${JSON.stringify(wanted)}, got ${got}`);
}
