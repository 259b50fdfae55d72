import { connect, fetchTransport } from "@asyncstatus/client";
import { createHandler, Device, VirtualClock } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";
import { evenlySpread } from "./virtual-wait.ts";

const lagMs = 3_000;
const stepMs = 1_500;

/** Measures what waiting for late statuses (`statusLagMs`) adds to a commit, in virtual time. */
export async function commitCost({ verifyMs }: { verifyMs: readonly number[] }): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const durationMs of verifyMs) {
    const without = await commitMs(durationMs, 0);
    const added = (await commitMs(durationMs, lagMs)) - without;
    const verify = `verify takes ${durationMs / 1000} s`;
    figures.push(
      { what: `commit without statusLagMs, ${verify}`, values: [without / 1000], unit: " s" },
      {
        what: `added by statusLagMs of ${lagMs / 1000} s, ${verify}`,
        values: [added / 1000],
        unit: " s",
        bound: { of: "largest", atMost: Math.max(0, lagMs - durationMs) / 1000 + 0.5 },
      },
    );
  }
  return figures;
}

async function commitMs(verifyMs: number, statusLagMs: number): Promise<number> {
  const clock = new VirtualClock();
  const credentials = { user: "admin", password: "canary-in-the-mine" };
  const users = [{ ...credentials, name: "admin", administrator: true }];
  const behavior = (request: { readonly operation: string }) => ({
    durationMs: request.operation === "verify" ? verifyMs : stepMs,
  });
  const handle = createHandler(new Device({ users, clock, behavior }));
  const transport = fetchTransport({ fetch: (url, init) => handle(new Request(url, init)) });
  await using sbc = await connect({
    host: "192.0.2.1",
    credentials,
    clock,
    statusLagMs,
    random: evenlySpread(),
    transport: {
      request: (request) => clock.standStill(transport.request(request)),
      close: () => transport.close(),
    },
  });
  const since = clock.now();
  const { outcome } = await sbc.commit();
  if (outcome !== "succeeded") throw new Error(`Expected a commit, got ${outcome}.`);
  return clock.now() - since;
}
