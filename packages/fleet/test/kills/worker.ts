// Runs a rollout until it is over: node worker.ts FLEET_FILE. A process that is killed is started again.

import { readFileSync } from "node:fs";
import { connect } from "@asyncstatus/client";
import { lockRunner, PostgresLedger, runRollout, SqliteLedger } from "../../src/index.ts";

const fleet = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { ledger: file, hosts, tokenLifetimeMs } = fleet;
const { FLEET_PASSWORD: password = "", FLEET_LEDGER_URL: url } = process.env;

if (url === undefined) lockRunner(file);
await using ledger = url === undefined ? SqliteLedger.open(file) : await openPostgres(url);
const { isComplete } = await runRollout({
  ledger,
  alone: url === undefined,
  connect: (host) =>
    connect({
      host: hosts[host].url,
      credentials: { user: "admin", password },
      tls: { fingerprint256: hosts[host].fingerprint256 },
      tokenLifetimeMs,
      // The devices show each request at once.
      statusLagMs: 0,
    }),
  // A lock of a killed process ends with its token.
  timesOf: () => ({ waitForLockMs: 3 * tokenLifetimeMs }),
});
process.exitCode = isComplete ? 0 : 1;

/** Opens a ledger, also of a server that is just starting. */
async function openPostgres(url: string): Promise<PostgresLedger> {
  for (let left = 100; ; left -= 1) {
    try {
      return await PostgresLedger.open(url);
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
