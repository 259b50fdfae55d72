// Scripts as they are found in the field, each with its mistake.

import { type FieldScript, fieldScript } from "./field-script.ts";
import type { World } from "./world.ts";

type Action = "verify" | "save" | "activate";

const submit = ({ call }: FieldScript, action: Action) =>
  call(action === "activate" ? "POST" : "PUT", `configuration/management?action=${action}`);

/** Takes the first success of the right name for its own. */
export async function takesTheFirstSuccess(world: World, action: Action): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  await submit(script, action);
  for (let tries = 0; tries < 60; tries++) {
    const xml = await script.look();
    const operation = /<operation>(.*)<\/operation>/.exec(xml)?.[1];
    if (operation === action && /<status>success</.test(xml)) return "succeeded";
    await world.clock.sleep(1_000);
  }
  return "timed out";
}

/** Takes the first end of whatever for its own. */
export async function takesAnyEnd(world: World, action: Action): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  await submit(script, action);
  for (let tries = 0; tries < 300; tries++) {
    const xml = await script.look();
    if (/<status>success</.test(xml)) return "succeeded";
    if (/<status>fail</.test(xml)) return "failed";
    await world.clock.sleep(1_000);
  }
  return "timed out";
}

/** Takes a failure for not yet an end. */
export async function waitsForSuccessOnly(world: World, action: Action): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  await submit(script, action);
  for (let tries = 0; tries < 300; tries++) {
    if (/<status>success</.test(await script.look())) return "succeeded";
    await world.clock.sleep(1_000);
  }
  return `timed out after ${world.clock.now() / 1000} s`;
}

/** Logs in anew where its token has ended; tells how the device answers its unlock in the end. */
export async function logsInAgain(world: World, everyMs = 10_000): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  await submit(script, "activate");
  for (;;) {
    const xml = await script.look();
    if (/<status>success</.test(xml)) break;
    if (/not authorized/.test(xml)) await script.logIn();
    await world.clock.sleep(everyMs);
  }
  const { xml } = await script.call("POST", "configuration/unlock");
  return /<errorMessage>(.*)</.exec(xml)?.[1] ?? "unlocked";
}

/** Takes the 202 for the end of each step. */
export async function neverLooks(world: World): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  await submit(script, "verify");
  await submit(script, "save");
  await submit(script, "activate");
  await script.call("POST", "configuration/unlock");
  return "activated";
}

/** Looks for the end of each step, and not for how it ended. */
export async function goesOnWhateverTheEnd(world: World): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  for (const action of ["verify", "save", "activate"] as const) {
    await submit(script, action);
    while (!/<status>(success|fail)</.test(await script.look())) await world.clock.sleep(1_000);
  }
  await script.call("POST", "configuration/unlock");
  return "activated";
}

/** Takes what it cannot get or read for a failure of its request. */
export async function endsAtTheFirstBadLook(world: World, action: Action): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  await submit(script, action);
  try {
    for (;;) {
      const xml = await script.look();
      const status = /<status>(\w+)<\/status>.*<\/response>\s*$/s.exec(xml)?.[1];
      if (status === undefined) return "failed";
      if (status === "success") return "succeeded";
      await world.clock.sleep(1_000);
    }
  } catch {
    return "failed";
  }
}

/** Submits again where no answer comes; tells how often it was answered. */
export async function submitsUntilAnswered(world: World, action: Action): Promise<string> {
  const script = await fieldScript(world);
  await script.call("POST", "configuration/lock");
  for (let tries = 1; ; tries++) {
    try {
      const { status } = await submit(script, action);
      return `answered ${status} at the try number ${tries}`;
    } catch {
      await world.clock.sleep(1_000);
    }
  }
}

/** Asks for the lock once. */
export async function givesUpWithoutTheLock(world: World): Promise<string> {
  const script = await fieldScript(world);
  const { status } = await script.call("POST", "configuration/lock");
  return status === 204 ? "locked" : "gave up";
}

/** Takes a new version for the one sign that a save has succeeded. */
export async function waitsForTheVersion(world: World): Promise<string> {
  const script = await fieldScript(world);
  const version = async () => {
    const { xml } = await script.call("GET", "configuration/versions");
    return /<currentVersion>(\d+)</.exec(xml)?.[1];
  };
  await script.call("POST", "configuration/lock");
  const before = await version();
  await submit(script, "save");
  for (let tries = 0; tries < 300; tries++) {
    if ((await version()) !== before) return "saved";
    await world.clock.sleep(1_000);
  }
  return "timed out";
}
