import { connect, type Operation, type Outcome, type Sbc } from "@asyncstatus/client";
import { describeOperationState } from "@asyncstatus/model";
import { type RequestBehavior, startDevice } from "@asyncstatus/server";

/** How the demonstration speaks. */
export interface Narrator {
  /** What comes next. */
  heading(text: string): void;
  /** What is going on. */
  step(text: string): void;
  /** How something ended, well or badly. */
  result(text: string, good: boolean): void;
}

const reason = 'realm "core" refers to network-interface "M00", which does not exist';

/**
 * Starts a reference device on real HTTPS, changes its configuration twice, and tells what became of
 * each activation: the first takes effect, the second the device refuses in the end.
 *
 * @param unitMs How long a verify or a save takes; an activate takes two.
 */
export async function runDemo(narrator: Narrator, unitMs: number): Promise<readonly Outcome[]> {
  let activations = 0;
  const behavior = ({ operation }: { readonly operation: string }): RequestBehavior => {
    if (operation !== "activate") return { durationMs: unitMs };
    activations += 1;
    return { durationMs: 2 * unitMs, ...(activations === 2 && { fail: reason }) };
  };

  narrator.heading("A device to practise on");
  await using started = await startDevice({ behavior });
  narrator.step(`A reference device listens at ${started.url}, on this computer alone.`);
  narrator.step(`Its certificate is self-signed, with the SHA-256 ${started.fingerprint256}.`);

  await using sbc = await connect({
    host: started.url,
    credentials: { user: started.user, password: started.password },
    tls: { fingerprint256: started.fingerprint256 },
  });
  narrator.step(`Logged in as ${started.user}: the certificate is the pinned one.`);
  narrator.step(`admin/asyncstatus says: ${describeOperationState(await sbc.status())}.`);

  await using _lock = await sbc.lock();
  narrator.step("The configuration lock is ours.");

  narrator.heading("A change that takes effect");
  started.device.edit();
  const first = await verifySaveActivate(sbc, narrator);

  narrator.heading("A change that the device refuses in the end");
  started.device.edit();
  const second = await verifySaveActivate(sbc, narrator);
  const { currentVersion, runningVersion } = await sbc.versions();
  narrator.step(`Version ${currentVersion} is saved; version ${runningVersion} still runs.`);

  narrator.heading("Done: the lock is released, the device stops");
  return [...first, ...second];
}

async function verifySaveActivate(sbc: Sbc, narrator: Narrator): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const submit of [() => sbc.verify(), () => sbc.save(), () => sbc.activate()]) {
    const outcome = await follow(await submit(), narrator);
    outcomes.push(outcome);
    if (outcome.outcome !== "succeeded") break;
  }
  return outcomes;
}

async function follow(operation: Operation, narrator: Narrator): Promise<Outcome> {
  narrator.step(`${operation.operation}: the device has taken it (202) and works on.`);
  let told = false;
  for await (const event of operation.events()) {
    if (event.type === "ended") {
      const { outcome } = event;
      narrator.result(
        `${operation.operation} ${describeOutcome(outcome)}`,
        outcome.outcome === "succeeded",
      );
      return outcome;
    }
    if (event.type !== "progress" || event.attribution !== "ours" || told) continue;
    narrator.step(`  ${describeOperationState(event.operationState)}: ours (${event.reason}).`);
    told = true;
  }
  throw new Error("unreachable: the events end with `ended`");
}

function describeOutcome(outcome: Outcome): string {
  const seconds = `after ${(outcome.elapsedMs / 1000).toFixed(1)} s`;
  switch (outcome.outcome) {
    case "succeeded": {
      const before = outcome.evidence.baseline.versions?.runningVersion;
      const now = outcome.evidence.versions?.runningVersion;
      const moved = before === now ? "" : `; the running version went from ${before} to ${now}`;
      return `took effect ${seconds}, ${outcome.confidence}${moved}.`;
    }
    case "failed":
      return `failed ${seconds}: ${outcome.errorMessage ?? "the device does not say why"}.`;
    default:
      return `ended ${seconds} as ${outcome.outcome}.`;
  }
}
