import type { ActorPlan, Assumptions, EmbedOptions, FaultRule } from "@asyncstatus/server";

/** Durations of a soak. */
export interface SoakTimes {
  readonly operationMs: readonly [min: number, max: number];
  /** Average pause between two operations. */
  readonly pauseMs: number;
  readonly tokenMs: number;
  readonly bootMs: number;
  readonly requestTimeoutMs: number;
  readonly registrationMs: number;
}

/** Creates a seeded random number generator (Mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws the faults, other users and assumptions of a device. */
export function deviceOf(seed: number, times: SoakTimes, canHang: boolean): EmbedOptions {
  const random = randomOf(seed);
  const oneOf = <Value>(...values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const sometimes = (most: number) => (random() < 0.5 ? 0 : random() * most);
  const accepted = () => random() < 0.5;
  const faults: readonly FaultRule[] = [
    { fault: "reset", accepted: accepted(), chance: sometimes(0.03) },
    { fault: "resetInBody", chance: sometimes(0.02) },
    { fault: "truncated", chance: sometimes(0.02) },
    { fault: "garbage", accepted: accepted(), chance: sometimes(0.02) },
    { fault: "huge", accepted: accepted(), bytes: 2_000_000, chance: sometimes(0.002) },
    { fault: "status", status: 500, accepted: accepted(), chance: sometimes(0.02) },
    {
      fault: "status",
      status: 503,
      retryAfterSeconds: 1,
      accepted: accepted(),
      chance: sometimes(0.02),
    },
    {
      fault: "slow",
      delay: times.operationMs[0] / 2,
      accepted: accepted(),
      chance: sometimes(0.05),
    },
    { fault: "unauthorized", chance: sometimes(0.005) },
    { fault: "reboot", chance: sometimes(0.001) },
    { fault: "switchover", chance: sometimes(0.001) },
    ...(canHang
      ? [{ fault: "hang", accepted: accepted(), chance: sometimes(0.002) } as const]
      : []),
  ];
  const isShared = random() < 0.5;
  const assumptions: Partial<Assumptions> = {
    // If other users ignore the lock, or their earlier requests appear late in the status, two requests
    // with the same operation can't be distinguished.
    lockBinds: "allUsers",
    changesOnStandby: "accepted",
    registrationDelay: isShared ? 0 : oneOf(0, times.registrationMs / 4),
    secondRequest: oneOf("refused", "replaces"),
    statusAfterReboot: oneOf("blank", "kept"),
    statusAfterSwitchover: oneOf("blank", "kept"),
    requestAtSwitchover: oneOf("continues", "interrupted"),
    interruptedRequest: oneOf("inProgress", "fail"),
    sessionsAfterSwitchover: oneOf("kept", "lost"),
    addressAfterSwitchover: oneOf("staysWithSystem", "movesToPeer"),
    saveWithoutChange: oneOf("keepsVersion", "movesVersion"),
    renewedToken: oneOf("revoked", "valid"),
    uptimeElement: oneOf("uptimeSeconds", "upTime"),
    errorItems: oneOf("wrapped", "bare"),
  };
  const maria: ActorPlan = {
    name: "Maria",
    via: oneOf("acli", "gui"),
    random: {
      every: times.pauseMs * 4,
      weights: { lock: 1, edit: 2, save: 2, activate: 2, verify: 1 },
      lockFor: times.pauseMs / 4,
    },
  };
  return {
    seed,
    hostName: "sbc-a",
    peerName: "sbc-b",
    assumptions,
    faults,
    actors: isShared ? [maria] : [],
    initialState: { uptime: 30 * 86_400_000, saved: { text: "new realm" } },
    durations: {
      token: times.tokenMs,
      boot: times.bootMs,
      rebootDelay: times.bootMs / 4,
      switchover: times.bootMs / 4,
    },
  };
}
