import type { Rules } from "./rules.ts";
import {
  type ChangedBy,
  type End,
  type Host,
  type Job,
  type Operation,
  show,
  type TrueResult,
  versionsOf,
  type World,
} from "./world.ts";

/** Returns true if the active system accepts another request. */
export function isAccepting({ active, jobs }: World, { secondRequest }: Rules): boolean {
  return secondRequest === "replaces" || !jobs.some(({ at, end }) => at === active && !end);
}

/** Returns the changes when the active system accepts a request. */
export function accept(
  { active, jobs }: World,
  operation: Operation,
  by: Job["by"],
): Partial<World> {
  return {
    jobs: [...jobs, { operation, by, at: active, place: "accepted" }],
    ...(by === "us" && { ours: "running" }),
  };
}

/** Returns true if a request is the next one that is shown. Requests are shown in the order of their acceptance. */
export function isNext(job: Job, { jobs }: World): boolean {
  return job === jobs.find(({ at, place }) => at === job.at && place === "accepted");
}

/** Returns the changes when the status shows a request instead of the one before. */
export function register(world: World, job: Job): Partial<World> {
  const { operation, at, end } = job;
  const jobs = world.jobs.flatMap((other): Job[] => {
    if (other === job) return end ? [] : [{ ...job, place: "shown" }];
    return [other.at === at && other.place === "shown" ? { ...other, place: "replaced" } : other];
  });
  return { slots: { ...world.slots, [at]: show(operation, end ?? "inProgress") }, jobs };
}

/** Returns the changes when a request ends, shown or not. */
export function finish(world: World, job: Job, end: End, rules: Rules): Partial<World> {
  const { operation, by, at, place } = job;
  const jobs = world.jobs.flatMap((other): Job[] => {
    if (other !== job) return [other];
    return place === "accepted" ? [{ ...job, end }] : [];
  });
  const result: TrueResult = end === "success" ? "success" : "fail";
  return {
    jobs,
    ...(place === "shown" && { slots: { ...world.slots, [at]: show(operation, end) } }),
    ...(by === "us" && { ours: result }),
    ...(end === "success" && applyToVersions(world, operation, by, rules)),
  };
}

/**
 * Returns the changes of the versions after a success. Versions that our client cannot distinguish have the
 * same number, so that the number of worlds is finite.
 */
export function applyToVersions(
  { versions, changedBy, reported }: World,
  operation: Operation,
  by: ChangedBy,
  rules: Rules,
): Partial<World> {
  const { currentVersion, runningVersion } = versions;
  const lag = rules.versionsLag && { reported: reported ?? versions };
  switch (`${rules.operation}: ${operation}` as const) {
    case "activate: activate":
      if (runningVersion === currentVersion) return { changedBy };
      return { versions: versionsOf(currentVersion, currentVersion), changedBy: by, ...lag };
    case "activate: save":
      return { versions: versionsOf(7, runningVersion), ...lag };
    case "save: save":
      return {
        versions: versionsOf(Math.min(currentVersion + 1, 8), runningVersion),
        changedBy: by,
        ...lag,
      };
    default:
      return {};
  }
}

/** Returns the changes to the requests after a restart. */
export function interrupt({ jobs }: World, host: Host): Partial<World> {
  const isInterrupted = jobs.some(({ at, by, end }) => at === host && by === "us" && !end);
  return {
    jobs: jobs.filter(({ at }) => at !== host),
    ...(isInterrupted && { ours: "interrupted" }),
  };
}
