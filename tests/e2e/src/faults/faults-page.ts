import { type Cell, cells } from "./cells.ts";
import { describeLock, describeSaid, describeTime } from "./describe-run.ts";
import { phases } from "./phase.ts";
import type { Run } from "./run-cell.ts";

const begin = `<!-- Written by tests/e2e/src/faults/matrix.spec.ts. After a change: pnpm --filter @asyncstatus/e2e exec vitest run matrix -u -->

# Whatever goes wrong, and when

One activate, from the login to the release of the lock: in every phase everything goes wrong that can, and the
page tells what the client says then, what has truly become of the request on the reference device, whether the
lock is free afterwards, and how long it all took. The activate takes a minute, and eight in the phases of the
renewal; the deadline is the default, a quarter of an hour. Time is virtual, so that the page is the same on every
computer; the same faults on real sockets and real TLS come to the same (\`tests/e2e/src/faults/sockets.spec.ts\`).

No cell is a wrong answer, none hangs, and no lock is left behind that is not told of. That is checked for each,
for an activate that succeeds, one that fails, and a whole commit. *From there on* means that every request
is befallen from the first on; else it is that one.

What is in bold is the outcome. Where the client throws, the phase and the error's \`code\` are named.
`;

/** The matrix as a page. */
export function faultsPage(runs: ReadonlyMap<Cell, Run>): string {
  const count = `${runs.size} cells, and ${cells.length - runs.size} that have no meaning.`;
  const chapters = phases.map((phase) => {
    const rows = cells
      .filter((cell) => cell.phase === phase)
      .map((cell) => row(cell, runs.get(cell)));
    return [
      `## ${phase.title}\n`,
      "| what goes wrong | the client says | in truth | the lock | time |",
      "| --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n");
  });
  return [begin, `${count}\n`, ...chapters].join("\n");
}

function row({ fault, extent, meaningless }: Cell, run: Run | undefined): string {
  const title = extent === "one request" ? fault.title : `${fault.title}, from there on`;
  if (!run) return `| ${title} | no such thing: ${meaningless} | | | |`;
  const took = describeTime(run.tookMs);
  return `| ${title} | ${describeSaid(run)} | ${run.truth} | ${describeLock(run)} | ${took} |`;
}
