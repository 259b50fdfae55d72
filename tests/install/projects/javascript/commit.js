import { connect, TransportError } from "@asyncstatus/client";
import { describeOperationState, restVersions } from "@asyncstatus/model";

const { DEVICE } = process.env;
const served = DEVICE ? JSON.parse(DEVICE) : await startedHere();

async function startedHere() {
  const { startDevice } = await import("@asyncstatus/server");
  return startDevice({ durations: { verify: 30, save: 30, activate: 60 } });
}

const { url: host, user, password, fingerprint256 } = served;
const credentials = { user, password };

let refused = false;
try {
  await connect({
    host,
    credentials,
    tls: { fingerprint256: fingerprint256.replace(/[0-9A-F]/g, "0") },
  });
} catch (error) {
  refused =
    error instanceof TransportError && error.code === "tls-fingerprint-mismatch" && error.notSent;
}

const sbc = await connect({ host, credentials, tls: { fingerprint256 } });
const { outcome, steps } = await sbc.commit();
const confidences = steps.map((step) => step.confidence ?? step.outcome);
const said = describeOperationState({ operation: "activate", status: "success" });
console.log(JSON.stringify({ outcome, confidences, refused, said, restVersions }));
setImmediate(() => process.exit());
