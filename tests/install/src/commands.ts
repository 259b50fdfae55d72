import { run } from "@asyncstatus/tools/release";
import { type Cell, tried } from "./cell.ts";
import { environmentOf, runtimes } from "./runtimes.ts";
import type { Served } from "./served.ts";

/** Runs what is run by name, on each Node.js, from a folder without anything. */
export async function runByName(
  version: string,
  runtimeFolder: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  { url, user, password, fingerprint256 }: Served,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const runtime of runtimes.filter(({ isNode }) => isNode)) {
    const npx = (...args: string[]) =>
      run("npx", ["--yes", ...args], {
        cwd,
        env: {
          ...env,
          ...environmentOf(runtime, runtimeFolder),
          ASYNCSTATUS_PASSWORD: password,
          XDG_STATE_HOME: cwd,
          XDG_CONFIG_HOME: cwd,
        },
      });
    cells.push(
      await tried("`npx asyncstatus commit`", runtime.name, async () => {
        const device = ["--host", url, "--user", user, "--fingerprint", fingerprint256];
        const told = await npx(`asyncstatus@${version}`, "commit", ...device, "--json");
        const { outcome, confidence } = JSON.parse(told);
        if (outcome !== "took-effect" || confidence !== "proven") throw new Error(told);
      }),
      await tried("`npx @asyncstatus/contract verify`", runtime.name, async () => {
        const device = [url, "--user", user, "--fingerprint", fingerprint256];
        const allowed = "--allow-operations=verify,save,activate";
        const password = ["--password-env", "ASYNCSTATUS_PASSWORD"];
        const name = `@asyncstatus/contract@${version}`;
        const told = await npx(name, "verify", ...device, ...password, allowed);
        if (!/\b\d{2,} held, 0 broken\b/.test(told)) throw new Error(told);
      }),
    );
  }
  return cells;
}
