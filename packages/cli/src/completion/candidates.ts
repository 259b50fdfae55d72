import { readPins } from "../connection/pinned-certificates.ts";
import type { Context } from "../context.ts";
import type { Io } from "../io.ts";
import { readUserSettings } from "../settings/resolve-settings.ts";
import { allResumeFiles } from "../state/pending-operations.ts";

/** Returns an option or an argument whose values a shell completes. Files that can't be read have none. */
export function completed<Parameter extends object>(
  parameter: Parameter,
  candidates: (io: Io) => readonly string[] | Promise<readonly string[]>,
) {
  return {
    ...parameter,
    async proposeCompletions(this: Context): Promise<readonly string[]> {
      try {
        return await candidates(this.io);
      } catch {
        return [];
      }
    },
  };
}

/** Returns the hosts with a pinned certificate, and those of your settings file and its profiles. */
export async function knownHosts(io: Io): Promise<readonly string[]> {
  const pinned = [...readPins(io).keys()].map((name) => name.replace(/:443$/, ""));
  const file = await readUserSettings(io);
  const profiles = file?.section("profiles");
  const sections = [file, ...(profiles?.entries ?? []).map(({ key }) => profiles?.section(key))];
  const named = sections.flatMap((section) =>
    [section?.entries.find(({ key }) => key === "host")?.value ?? []].flat().map(String),
  );
  return [...new Set([...pinned, ...named])].sort();
}

/** Returns the profiles of your settings file. */
export async function profileNames(io: Io): Promise<readonly string[]> {
  const file = await readUserSettings(io);
  return (file?.section("profiles")?.entries ?? []).map(({ key }) => key);
}

/** Returns the resume files, the latest first. */
export function resumeFiles(io: Io): readonly string[] {
  return allResumeFiles(io).map(({ file }) => file);
}

/** Returns the scenarios of the simulated SBC. */
export async function scenarios(): Promise<readonly string[]> {
  return (await import("@asyncstatus/server")).scenarioNames;
}
