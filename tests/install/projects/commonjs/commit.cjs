const { connect, TransportError } = require("@asyncstatus/client");
const { describeOperationState, restVersions } = require("@asyncstatus/model");

async function main() {
  const { DEVICE } = process.env;
  const served = DEVICE ? JSON.parse(DEVICE) : await startedHere();
  const { url: host, user, password, fingerprint256 } = served;
  const credentials = { user, password };

  const wrong = { fingerprint256: fingerprint256.replace(/[0-9A-F]/g, "0") };
  const refused = await connect({ host, credentials, tls: wrong }).then(
    () => false,
    (error) =>
      error instanceof TransportError && error.code === "tls-fingerprint-mismatch" && error.notSent,
  );

  const sbc = await connect({ host, credentials, tls: { fingerprint256 } });
  const { outcome, steps } = await sbc.commit();
  const confidences = steps.map((step) => step.confidence ?? step.outcome);
  const said = describeOperationState({ operation: "activate", status: "success" });
  console.log(JSON.stringify({ outcome, confidences, refused, said, restVersions }));
  setImmediate(() => process.exit());
}

function startedHere() {
  const { startDevice } = require("@asyncstatus/server");
  return startDevice({ durations: { verify: 30, save: 30, activate: 60 } });
}

main();
