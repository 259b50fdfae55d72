import { type CommitResult, connect, TransportError } from "@asyncstatus/client";
import { describeOperationState, restVersions } from "@asyncstatus/model";

/** The address and the certificate of a device. */
interface Served {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly fingerprint256: string;
}

// Set on runtimes that cannot run the reference device.
const { DEVICE } = process.env;
const served: Served = DEVICE ? JSON.parse(DEVICE) : await startedHere();

async function startedHere(): Promise<Served> {
  const { startDevice } = await import("@asyncstatus/server");
  return startDevice({ durations: { verify: 30, save: 30, activate: 60 } });
}

const { url: host, user, password, fingerprint256 } = served;
const credentials = { user, password };

async function refusesAnotherCertificate(): Promise<boolean> {
  try {
    await connect({
      host,
      credentials,
      tls: { fingerprint256: fingerprint256.replace(/[0-9A-F]/g, "0") },
    });
    return false;
  } catch (error) {
    return (
      error instanceof TransportError && error.code === "tls-fingerprint-mismatch" && error.notSent
    );
  }
}

const refused: boolean = await refusesAnotherCertificate();
await using sbc = await connect({ host, credentials, tls: { fingerprint256 } });
const result: CommitResult = await sbc.commit();
const confidences: string[] = result.steps.map((step) =>
  step.outcome === "succeeded" ? step.confidence : step.outcome,
);
const said: string = describeOperationState({ operation: "activate", status: "success" });
console.log(JSON.stringify({ outcome: result.outcome, confidences, refused, said, restVersions }));
// The device keeps the process running.
setImmediate(() => process.exit());
