// Runs a rollout until it is over: node worker.ts FLEET_FILE. A process that is killed is started again.

import { existsSync, readFileSync } from "node:fs";
import { connect } from "@asyncstatus/client";
import {
  lockRunner,
  planUnits,
  readPlan,
  runRollout,
  SqliteLedger,
  withChange,
} from "../../src/index.ts";

const fleet = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { ledger: file, plan: text, change, devices, hosts, tokenLifetimeMs } = fleet;
const password = process.env.FLEET_PASSWORD ?? "";

lockRunner(file);
const read = readPlan(text);
const plan = "apply" in read.change ? withChange(read, change) : read;
const ledger = existsSync(file)
  ? SqliteLedger.open(file)
  : SqliteLedger.create(file, {
      plan,
      devices,
      units: planUnits(plan, devices),
      by: "kill trial",
    });
const { isComplete } = await runRollout({
  ledger,
  alone: true,
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
  times: { waitForLockMs: 3 * tokenLifetimeMs },
});
process.exitCode = isComplete ? 0 : 1;
await ledger.close();
