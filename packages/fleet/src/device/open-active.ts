import { type Clock, isTransient, type Sbc } from "@asyncstatus/client";

/** Logs in to a host. */
export type Connect = (host: string) => Promise<Sbc>;

/** A session with the active system of a unit. */
export interface ActiveSystem {
  readonly host: string;
  readonly sbc: Sbc;
}

/** The host on which {@link openActive} failed, and the reason. */
export interface Unopened {
  readonly host: string;
  readonly error: unknown;
}

const retryMs = 5_000;

/**
 * Logs in to the systems of a unit, and returns the session with the one that takes configuration. Tries
 * again while a system doesn't respond, but logs in only once to a system that refuses it.
 *
 * @param options `onUnreachable`: called before the first repetition.
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
    readonly onUnreachable?: ((problem: Unopened) => void) | undefined;
  },
): Promise<ActiveSystem | Unopened> {
  const deadline = clock.now() + unreachableMs;
  const refused = new Map<string, Unopened>();
  for (let attempt = 1; ; attempt += 1) {
    let unreachable: Unopened | undefined;
    let inactive: Unopened | undefined;
    for (const host of hosts.filter((one) => !refused.has(one))) {
      try {
        const sbc = await connect(host);
        const { role } = await sbc.systemStatus().catch(async (error: unknown) => {
          await sbc.close().catch(() => undefined);
          throw error;
        });
        if (role !== "standby" && role !== "out of service") return { host, sbc };
        await sbc.close();
        const error = new Error(`${host} is ${role}: only the active system takes changes`);
        inactive ??= { host, error };
      } catch (error) {
        if (isTransient(error)) unreachable ??= { host, error };
        else refused.set(host, { host, error });
      }
    }
    // Without a response, the peer may be the active system.
    if (unreachable && clock.now() < deadline) {
      if (attempt === 1) onUnreachable?.(unreachable);
      await clock.sleep(retryMs);
      continue;
    }
    const [first] = [...refused.values(), unreachable, inactive].filter((one) => one !== undefined);
    if (!first) throw new Error("The unit has no host.");
    return first;
  }
}
