import { type Clock, isTransient, type Sbc } from "@asyncstatus/client";

/** Logs in to a host. */
export type Connect = (host: string) => Promise<Sbc>;

/** A session with the active system of a unit. */
export interface ActiveSystem {
  readonly host: string;
  readonly sbc: Sbc;
}

const retryMs = 5_000;

/**
 * Logs in to the systems of a unit, and returns the session with the one that takes configuration. Tries
 * again while no system responds.
 *
 * @param options `onUnreachable`: called before the first repetition.
 * @throws the last error; an Error if no system is active.
 */
export async function openActive(
  hosts: readonly string[],
  connect: Connect,
  {
    clock,
    unreachableMs,
    onUnreachable,
  }: {
    readonly clock: Clock;
    readonly unreachableMs: number;
    readonly onUnreachable?: ((problem: unknown) => void) | undefined;
  },
): Promise<ActiveSystem> {
  const deadline = clock.now() + unreachableMs;
  for (let attempt = 1; ; attempt += 1) {
    let problem: unknown;
    for (const host of hosts) {
      try {
        const sbc = await connect(host);
        const { role } = await sbc.systemStatus().catch(async (error: unknown) => {
          await sbc.close().catch(() => undefined);
          throw error;
        });
        if (role !== "standby" && role !== "out of service") return { host, sbc };
        await sbc.close();
        problem ??= new Error(`${host} is ${role}: only the active system takes changes`);
      } catch (error) {
        // Without a response, the peer may be the active system.
        problem = error;
      }
    }
    if (!isTransient(problem) || clock.now() >= deadline) throw problem;
    if (attempt === 1) onUnreachable?.(problem);
    await clock.sleep(retryMs);
  }
}
