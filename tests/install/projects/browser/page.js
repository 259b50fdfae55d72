import { connect, fetchTransport } from "@asyncstatus/client";
import { decode, encode } from "@asyncstatus/model";
import { createInMemoryDevice, scenarioNames, VirtualClock } from "@asyncstatus/server/in-memory";

/** Commits in a scenario on a virtual clock, and returns the result and the time. */
async function commitIn(scenario, strict) {
  const clock = new VirtualClock();
  const device = await createInMemoryDevice({ scenario, strict, clock, seed: 1 });
  const credentials = { user: device.user, password: device.password };
  const transport = fetchTransport({ fetch: device.fetch });
  try {
    const sbc = await connect({
      host: device.url,
      credentials,
      transport,
      clock,
      random: () => 0.5,
    });
    const { outcome, steps } = await sbc.commit();
    const ended = steps.map((step) => [step.outcome, step.confidence, step.elapsedMs].join(" "));
    return [outcome, ...ended, clock.now()].join("; ");
  } catch (error) {
    return `${error.name} ${error.code}`;
  }
}

const results = {};
for (const strict of [false, true]) {
  for (const scenario of scenarioNames) {
    results[`${scenario}${strict ? ", strict" : ""}`] = await commitIn(scenario, strict);
  }
}
const status = {
  data: { operationState: { operation: "save", status: "success" } },
  messages: [],
  links: [],
};
const bytes = new TextEncoder().encode(encode("AsyncStatusResponse", status));
results.model = JSON.stringify(decode("AsyncStatusResponse", bytes));

globalThis.results = results;
if (globalThis.document) document.title = "done";
else console.log(JSON.stringify(results));
