import { credentials, origin, type World } from "../world.ts";
import {
  type Action,
  type Claim,
  type NaiveName,
  naivePollers,
  startScript,
} from "./naive-pollers.ts";

/** Runs a naive poller against a device and returns its claim. */
export async function runNaive(
  name: NaiveName,
  { fetch, clock }: Pick<World, "fetch" | "clock">,
  action: Action,
): Promise<Claim> {
  const script = await startScript({ fetch, clock, url: origin, ...credentials });
  return naivePollers[name].run(script, action);
}

/** Runs the poller that logs in again, and returns the error message of its unlock, if any. */
export async function unlockErrorOf({ fetch, clock }: World): Promise<string | undefined> {
  let last = "";
  const recording: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    last = await response.clone().text();
    return response;
  };
  await runNaive("logsInAgain", { fetch: recording, clock }, "activate");
  return /<errorMessage>(.*)</.exec(last)?.[1];
}
