// Pollers as found in the field, each with its mistake. The tests show what each gets wrong; the live page
// of the website plays them and shows their code.

import type { Action, Claim, Script } from "./script.ts";

export { type Action, type Claim, startScript } from "./script.ts";

/** A poller, and its habit in words that follow "a poller that". */
export interface NaivePoller {
  readonly habit: string;
  readonly run: (sbc: Script, action: Action) => Promise<Claim>;
}

async function takesFirstSuccess(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 300; tries++) {
    const { operation, status } = await sbc.poll();
    if (operation === action && status === "success") return "succeeded";
    if (operation === action && status === "fail") return "failed";
    await sbc.sleep(1_000);
  }
  return "gave up";
}

async function takesAnyEnd(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 300; tries++) {
    const { status } = await sbc.poll();
    if (status === "success") return "succeeded";
    if (status === "fail") return "failed";
    await sbc.sleep(1_000);
  }
  return "gave up";
}

async function waitsForSuccessOnly(sbc: Script): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  for (const action of ["verify", "save", "activate"] as const) {
    await sbc.submit(action);
    for (let tries = 0; (await sbc.poll()).status !== "success"; tries++) {
      if (tries === 300) return "gave up";
      await sbc.sleep(1_000);
    }
  }
  await sbc.call("POST", "configuration/unlock");
  return "succeeded";
}

async function ignoresResults(sbc: Script): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  for (const action of ["verify", "save", "activate"] as const) {
    await sbc.submit(action);
    while (!["success", "fail"].includes((await sbc.poll()).status)) await sbc.sleep(1_000);
  }
  await sbc.call("POST", "configuration/unlock");
  return "succeeded";
}

async function neverPolls(sbc: Script): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit("verify");
  await sbc.submit("save");
  await sbc.submit("activate");
  await sbc.call("POST", "configuration/unlock");
  return "succeeded";
}

async function pollsOnce(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  await sbc.sleep(1_000);
  return (await sbc.poll()).status === "success" ? "succeeded" : "failed";
}

async function guessesTimeout(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 15; tries++) {
    const { operation, status } = await sbc.poll();
    if (operation === action && status === "success") return "succeeded";
    await sbc.sleep(1_000);
  }
  return "failed";
}

async function logsInAgain(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (;;) {
    const { status, http } = await sbc.poll();
    if (status === "fail") return "failed";
    if (status === "success") break;
    if (http === 401) await sbc.logIn();
    await sbc.sleep(5_000);
  }
  await sbc.call("POST", "configuration/unlock");
  return "succeeded";
}

async function failsOnBadPoll(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  try {
    await sbc.submit(action);
    for (;;) {
      const { status } = await sbc.poll();
      if (status === "success") return "succeeded";
      if (status !== "inProgress") return "failed";
      await sbc.sleep(1_000);
    }
  } catch {
    return "failed";
  }
}

async function ignoresRestarts(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 300; tries++) {
    try {
      const { operation, status, http } = await sbc.poll();
      if (operation === action && status === "success") return "succeeded";
      if (operation === action && status === "fail") return "failed";
      if (http === 401) await sbc.logIn();
    } catch {
      // A network error: polls again.
    }
    await sbc.sleep(1_000);
  }
  return "gave up";
}

async function retriesSubmission(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  for (;;) {
    try {
      if ((await sbc.submit(action)).status !== 202) return "failed";
      break;
    } catch {
      await sbc.sleep(1_000);
    }
  }
  for (;;) {
    const { status } = await sbc.poll();
    if (status === "success") return "succeeded";
    if (status === "fail") return "failed";
    await sbc.sleep(1_000);
  }
}

async function triesLockOnce(sbc: Script, action: Action): Promise<Claim> {
  const { status } = await sbc.call("POST", "configuration/lock");
  return status === 204 ? takesAnyEnd(sbc, action) : "gave up";
}

async function waitsForVersion(sbc: Script, action: Action): Promise<Claim> {
  const version = async () => {
    const { xml } = await sbc.call("GET", "configuration/versions");
    return /<currentVersion>(\d+)</.exec(xml)?.[1];
  };
  await sbc.call("POST", "configuration/lock");
  const before = await version();
  await sbc.submit(action);
  for (let tries = 0; tries < 60; tries++) {
    if ((await version()) !== before) return "succeeded";
    await sbc.sleep(1_000);
  }
  return "failed";
}

/** All naive pollers, by the name of their function. */
export const naivePollers = {
  takesFirstSuccess: {
    habit: "assumes that the first success of the right operation is its own",
    run: takesFirstSuccess,
  },
  takesAnyEnd: { habit: "assumes that the first result it sees is its own", run: takesAnyEnd },
  waitsForSuccessOnly: {
    habit: 'treats a failure as "not finished yet"',
    run: waitsForSuccessOnly,
  },
  ignoresResults: {
    habit: "waits for the end of each step and ignores its result",
    run: ignoresResults,
  },
  neverPolls: { habit: "treats the 202 as the end of each step", run: neverPolls },
  pollsOnce: { habit: "polls once and treats inProgress as a failure", run: pollsOnce },
  guessesTimeout: { habit: "waits 15 seconds and then reports a failure", run: guessesTimeout },
  logsInAgain: { habit: "logs in again when a poll returns 401", run: logsInAgain },
  failsOnBadPoll: { habit: "treats a failed poll as a failed request", run: failsOnBadPoll },
  ignoresRestarts: {
    habit: "polls through restarts and never checks which system answers",
    run: ignoresRestarts,
  },
  retriesSubmission: {
    habit: "submits again if the response is lost",
    run: retriesSubmission,
  },
  triesLockOnce: { habit: "tries to take the lock once", run: triesLockOnce },
  waitsForVersion: {
    habit: "takes a new version number as the only sign of success",
    run: waitsForVersion,
  },
} as const satisfies Record<string, NaivePoller>;

/** Name of a naive poller. */
export type NaiveName = keyof typeof naivePollers;
