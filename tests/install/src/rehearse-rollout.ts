import type { GuideCommands } from "./guide-commands.ts";

/** The parts of the rehearsal that can be seen on the board, in order. */
export type Part =
  | "canary"
  | "approval"
  | "stop"
  | "resume"
  | "kill"
  | "recovery"
  | "complete"
  | "rollback";

/**
 * Follows the rollout guide up to its report.
 *
 * @param onPart Is called at the start of each part. The rehearsal waits for it.
 * @returns The output of `rollout status` after the stop.
 */
export async function rehearseRollout(
  commands: GuideCommands,
  onPart: (part: Part) => Promise<void> = async () => {},
): Promise<string> {
  const serve = commands.start("serve");
  await serve.prints("Then read the status");
  const variables = [...serve.output.matchAll(/export (\w+)=(\S+)/g)];
  commands.env = {
    ...commands.env,
    ...Object.fromEntries(variables.map(([, name = "", value]) => [name, value])),
  };
  await commands.finish("rollout plan");
  await commands.finish("--dry-run");

  const started = commands.start("rollout start");
  await started.prints("wave canary: running");
  await onPart("canary");
  await started.prints("To approve it");
  await onPart("approval");
  await commands.finish("rollout approve");
  await commands.finish("rollout start", started);
  await onPart("stop");
  const status = await commands.finish("rollout status");

  const resumed = commands.start("rollout resume");
  await resumed.prints("succeeded");
  await onPart("resume");
  // Of the guide's pkill, only the process of this rehearsal.
  commands.next("pkill -9");
  await resumed.kill();
  await onPart("kill");
  const recovering = commands.start("rollout resume");
  await recovering.prints("wave rest:");
  await onPart("recovery");
  await commands.finish("rollout resume", recovering);
  await onPart("complete");

  const rollingBack = commands.start("rollout rollback");
  await rollingBack.prints("wave rest:");
  await onPart("rollback");
  await commands.finish("rollout rollback", rollingBack);
  await commands.finish("rollout report");
  return status;
}
