import type { Rules } from "./rules.ts";
import {
  type End,
  type Fate,
  type Host,
  type Job,
  type Mover,
  type Name,
  show,
  versionsOf,
  type World,
} from "./world.ts";

/** Whether the active system takes one more request. */
export function isAccepting({ active, jobs }: World, { secondRequest }: Rules): boolean {
  return secondRequest === "replaces" || !jobs.some(({ at, end }) => at === active && !end);
}

/** The active system takes a request. */
export function take({ active, jobs }: World, operation: Name, by: Job["by"]): Partial<World> {
  return {
    jobs: [...jobs, { operation, by, at: active, place: "taken" }],
    ...(by === "us" && { ours: "at work" }),
  };
}

/** Whether a request is the next one to be shown: they are in the order in which they were taken. */
export function isNext(job: Job, { jobs }: World): boolean {
  return job === jobs.find(({ at, place }) => at === job.at && place === "taken");
}

/** The slot shows a request, in place of the one before. */
export function register(world: World, job: Job): Partial<World> {
  const { operation, at, end } = job;
  const jobs = world.jobs.flatMap((other): Job[] => {
    if (other === job) return end ? [] : [{ ...job, place: "shown" }];
    return [other.at === at && other.place === "shown" ? { ...other, place: "covered" } : other];
  });
  return { slots: { ...world.slots, [at]: show(operation, end ?? "inProgress") }, jobs };
}

/** A request ends, whether the slot shows it or not. */
export function finish(world: World, job: Job, end: End, rules: Rules): Partial<World> {
  const { operation, by, at, place } = job;
  const jobs = world.jobs.flatMap((other): Job[] => {
    if (other !== job) return [other];
    return place === "taken" ? [{ ...job, end }] : [];
  });
  const fate: Fate = end === "success" ? "success" : "fail";
  return {
    jobs,
    ...(place === "shown" && { slots: { ...world.slots, [at]: show(operation, end) } }),
    ...(by === "us" && { ours: fate }),
    ...(end === "success" && takeEffect(world, operation, by, rules)),
  };
}

/**
 * What a success does to the versions. A version counts only as far as our client could tell it from
 * another: so there are finitely many worlds, however many requests there are.
 */
export function takeEffect(
  { versions: { currentVersion, runningVersion }, mover }: World,
  operation: Name,
  by: Mover,
  rules: Rules,
): Partial<World> {
  switch (`${rules.operation}: ${operation}` as const) {
    case "activate: activate":
      if (runningVersion === currentVersion) return { mover };
      return { versions: versionsOf(currentVersion, currentVersion), mover: by };
    case "activate: save":
      return { versions: versionsOf(7, runningVersion) };
    case "save: save":
      return { versions: versionsOf(Math.min(currentVersion + 1, 8), runningVersion), mover: by };
    default:
      return {};
  }
}

/** What a restart leaves of the requests. */
export function cutShort({ jobs }: World, host: Host): Partial<World> {
  const isCut = jobs.some(({ at, by, end }) => at === host && by === "us" && !end);
  return { jobs: jobs.filter(({ at }) => at !== host), ...(isCut && { ours: "cut short" }) };
}
