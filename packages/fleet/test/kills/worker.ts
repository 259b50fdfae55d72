// Runs a rollout until it is over: node worker.ts FLEET_FILE. A process that is killed is started again.

import { readFileSync } from "node:fs";
import { connect } from "@asyncstatus/client";
import {
  LedgerError,
  lockRunner,
  PostgresLedger,
  runRollout,
  SqliteLedger,
} from "../../src/index.ts";
import { offsetClock } from "./offset-clock.ts";
import { ledgerExitCode } from "./worker-processes.ts";

offsetClock();
const fleet = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { ledger: file, hosts, tokenLifetimeMs } = fleet;
const { FLEET_PASSWORD: password = "", FLEET_LEDGER_URL: url } = process.env;

try {
  process.exitCode = (await isDone()) ? 0 : 1;
} catch (error) {
  const isRefused =
    error instanceof LedgerError && (error.code === "full" || error.code === "unreachable");
  if (!isRefused) throw error;
  process.exitCode = ledgerExitCode;
}

async function isDone(): Promise<boolean> {
  if (url === undefined) lockRunner(file);
  await using ledger = url === undefined ? SqliteLedger.open(file) : await PostgresLedger.open(url);
  const { isComplete, isRolledBack } = await runRollout({
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
  return isComplete || isRolledBack === true;
}
