import type { Profile } from "./profile.ts";

type Parts = Omit<Profile, "name" | "about" | "breaks" | "contradicts">;
type Changes = { readonly [Key in keyof Parts]?: Partial<Parts[Key]> };
type Breaks = Pick<Profile, "breaks" | "contradicts">;

/** A quick device with one client and no faults. The other profiles change parts of it. */
const base: Parts = {
  traits: {
    statusCacheMs: [0],
    statusFlapsMs: [0],
    refuses: ["nothing"],
    versionsLagMs: [0],
    uptimeStepSeconds: [1],
    uptimeElement: ["uptimeSeconds", "upTime"],
    uptimeCacheMs: [0],
    hostNames: ["different"],
    showsHaMembers: [true, false],
    tokenLifeMs: [600_000],
    hasOneSession: [false],
    renewal: ["carries"],
    renewedToken: ["valid", "revoked"],
    endedToken: ["refused", "fresh"],
    secondRequest: ["refused", "replaces", "queued"],
    errorMessage: ["fixed", "absent"],
    phases: [1],
    keepsStatusMs: [Number.POSITIVE_INFINITY],
    firstWord: ["inProgress"],
    statusAfterRestart: ["blank", "kept", "failed"],
    statusAfterSwitchover: ["blank", "kept", "own"],
    switchoverRestarts: [true],
    restartActivates: [true, false],
    saveMovesVersion: [true, true, false],
    saveVerifies: [false],
    verifyListsFaults: [false],
    lockBinds: [true],
    lockIsPerUser: [false],
    lockIsTaken: [false],
    lockOutlivesSystem: [false],
  },
  requests: { durationMs: [50, 60_000], failing: 0.3, showMs: [0, 0] },
  others: {
    durationMs: [50, 60_000],
    before: [0, 2],
    agoMs: [100, 60_000],
    during: [0, 0],
    startMs: [0, 60_000],
    sameName: 0.6,
    holdMs: [0, 5_000],
  },
  network: {
    latencyMs: [2, 60],
    faulty: 0,
    faults: {},
    kinds: {},
    lateMs: [500, 30_000],
  },
  incidents: { kinds: {}, afterMs: [0, 60_000], lastsMs: [5_000, 120_000] },
  client: {
    tasks: { "one operation": 3, commit: 2 },
    operations: ["activate", "activate", "save", "save", "verify", "backup", "restore"],
    statusLagMs: 3_000,
    timeoutMs: [60_000, 900_000],
    breakMs: [0, 10_000],
    pauseMs: [0, 20_000],
    skewMs: [0, 0],
    suspension: { probability: 0, afterMs: [500, 120_000], lastsMs: [1_000, 3_600_000] },
    waitForLockMs: [0, 60_000],
    waitForIdleMs: [0, 60_000],
  },
};

function profile(name: string, about: string, changes: Changes = {}, breaks?: Breaks): Profile {
  return {
    name,
    about,
    ...breaks,
    traits: { ...base.traits, ...changes.traits },
    requests: { ...base.requests, ...changes.requests },
    others: { ...base.others, ...changes.others },
    network: { ...base.network, ...changes.network },
    incidents: { ...base.incidents, ...changes.incidents },
    client: { ...base.client, ...changes.client },
  };
}

const busy = { before: [0, 3], during: [1, 4] } as const satisfies Changes["others"];
/** Requests that end just before the client takes the lock. */
const justBefore = {
  before: [1, 3],
  agoMs: [0, 4_000],
  holdMs: [0, 500],
} as const satisfies Changes["others"];
const quick = { durationMs: [20, 8_000] } as const satisfies Changes["requests"];
const shownLate = { ...quick, showMs: [0, 2_900] } as const satisfies Changes["requests"];
const long = { durationMs: [100_000, 1_800_000] } as const satisfies Changes["requests"];
const patient = { timeoutMs: [1_800_000, 3_600_000] } as const satisfies Changes["client"];
const everyFault = {
  lost: 2,
  "response-lost": 2,
  "error-before": 1,
  "error-after": 1,
  unauthorized: 1,
} as const;
const everywhere = {
  login: 0.05,
  renewal: 0.1,
  lock: 0.1,
  unlock: 0.1,
  submission: 0.2,
  read: 0.1,
} as const;

/** The profiles, those first that break no assumption. */
export const profiles: readonly Profile[] = [
  profile("calm", "Only the client uses the device, and nothing fails.", {
    client: { tasks: { "one operation": 6, commit: 4, "commit under a lock": 1 } },
  }),
  profile("busy", "Other users hold the lock and submit requests, often of the same name.", {
    others: busy,
    client: { tasks: { "one operation": 3, commit: 2, "two clients": 1 } },
  }),
  profile("just before", "Other users submit requests just before the client takes the lock.", {
    others: justBefore,
  }),
  profile("shows late", "The status shows each request up to 3 s late.", {
    requests: shownLate,
    others: { ...justBefore, during: [0, 2] },
  }),
  profile("cached status", "A status response is served for up to 3 s.", {
    traits: { statusCacheMs: [500, 1_000, 2_900] },
    requests: quick,
    others: { ...justBefore, during: [0, 2] },
  }),
  profile("slow network", "Each request and each response takes seconds.", {
    network: { latencyMs: [500, 8_000] },
    others: { ...justBefore, during: [0, 2] },
    client: { tasks: { "one operation": 3, commit: 2, again: 1, "two at once": 1 } },
  }),
  profile("refused reads", "The device does not show the versions, or the system.", {
    traits: { refuses: ["configuration/versions", "system/status"] },
    others: { ...justBefore, during: [0, 2] },
    network: { faulty: 0.5, faults: everywhere, kinds: everyFault },
  }),
  profile("lagging versions", "The versions change up to 2 s after a save or an activate.", {
    traits: { versionsLagMs: [500, 1_000, 2_000] },
    requests: quick,
    others: { ...justBefore, agoMs: [0, 2_000], durationMs: [20, 1_000], during: [0, 1] },
    network: { faulty: 0.7, faults: { submission: 0.5, read: 0.05 }, kinds: everyFault },
    client: { operations: ["save", "activate"] },
  }),
  profile("coarse uptime", "The uptime has whole minutes, or is a minute old.", {
    traits: { uptimeStepSeconds: [1, 10, 60], uptimeCacheMs: [0, 5_000, 60_000] },
    incidents: { kinds: { restart: 0.2 } },
    network: { faulty: 0.5, faults: { read: 0.1 }, kinds: everyFault },
  }),
  profile("lost responses", "Requests and responses are lost, before or after their effect.", {
    requests: { durationMs: [50, 30_000] },
    network: { faulty: 0.9, faults: everywhere, kinds: everyFault },
    others: { during: [0, 2] },
  }),
  profile("late delivery", "The device reads requests that the client gave up.", {
    requests: quick,
    network: {
      faulty: 1,
      faults: { lock: 0.2, unlock: 0.1, submission: 0.4, renewal: 0.1 },
      kinds: { late: 1 },
    },
    others: { during: [0, 2] },
    client: {
      tasks: {
        "one operation": 3,
        commit: 2,
        again: 1,
        "again in the session": 2,
        killed: 1,
        "commit again": 1,
      },
    },
  }),
  profile("renewals", "Requests outlast tokens, and renewals are lost.", {
    requests: long,
    network: { faulty: 0.7, faults: { renewal: 0.4 }, kinds: { lost: 1, "response-lost": 2 } },
    others: { during: [1, 4], startMs: [0, 1_800_000] },
    client: { ...patient, tasks: { "one operation": 3, commit: 1 } },
  }),
  profile("locks", "Requests for the lock and the token are lost.", {
    requests: { durationMs: [50, 1_000_000] },
    network: {
      faulty: 1,
      faults: { renewal: 0.3, lock: 0.2, unlock: 0.4 },
      kinds: { ...everyFault, late: 1 },
    },
    client: { ...patient, tasks: { "one operation": 2, commit: 2, again: 1 } },
  }),
  profile(
    "renewal that logs in",
    "A renewal returns a token without the lock.",
    {
      traits: { renewal: ["fresh"] },
      requests: long,
      others: { during: [1, 4], startMs: [0, 1_800_000] },
      client: { ...patient, tasks: { "one operation": 3, commit: 1 } },
    },
    { contradicts: "a renewal keeps the lock" },
  ),
  profile("one session", "A login ends the other sessions of the user.", {
    traits: { hasOneSession: [true] },
    client: { tasks: { "two clients": 3, "again in the session": 1 } },
  }),
  profile(
    "short tokens",
    "A token ends early.",
    {
      traits: { tokenLifeMs: [60_000, 200_000, 400_000, 590_000] },
      requests: long,
      others: { during: [1, 4], startMs: [0, 1_800_000] },
      client: { ...patient, tasks: { "one operation": 3, commit: 1 } },
    },
    { contradicts: "a token lives ten minutes" },
  ),
  profile("restarts", "The system restarts during requests.", {
    incidents: { kinds: { restart: 0.8 } },
    others: { during: [0, 2] },
  }),
  profile("switchovers", "The HA pair switches over during requests.", {
    incidents: { kinds: { switchover: 0.6, switchback: 0.2 }, lastsMs: [200, 30_000] },
    others: { during: [0, 2] },
  }),
  profile("equal host names", "Both systems of the HA pair have one host name.", {
    traits: { hostNames: ["equal"], showsHaMembers: [true] },
    incidents: { kinds: { switchover: 0.6, switchback: 0.2 }, lastsMs: [200, 30_000] },
    others: { during: [0, 2] },
  }),
  profile("resume", "Another process, with another clock, resumes the wait.", {
    others: { during: [0, 1] },
    client: {
      tasks: { resume: 3, killed: 2, "commit, resume": 2 },
      pauseMs: [0, 86_400_000],
      skewMs: [-10_000, 10_000],
    },
  }),
  profile("resume soon", "Another process resumes the wait while the request is running.", {
    requests: { durationMs: [5_000, 120_000] },
    network: { faulty: 0.5, faults: { read: 0.2 }, kinds: everyFault },
    client: {
      tasks: { resume: 3, killed: 2, "commit, resume": 2 },
      breakMs: [0, 10_000],
      pauseMs: [0, 20_000],
      skewMs: [-10_000, 10_000],
    },
  }),
  profile("own requests", "The client repeats requests after an abort, or submits two at once.", {
    requests: { ...quick, showMs: [0, 2_900] },
    client: {
      tasks: { again: 2, "again in the session": 2, "two at once": 1, "commit again": 2 },
      operations: ["activate", "save", "verify"],
      breakMs: [0, 4_000],
      pauseMs: [0, 3_000],
    },
  }),
  profile("two clients", "Two clients use the device.", {
    requests: shownLate,
    client: { tasks: { "two clients": 1 }, operations: ["activate", "save", "verify"] },
  }),
  profile("deadlines", "The device does not respond, or other users keep it busy.", {
    others: { during: [0, 3], startMs: [0, 2_000], holdMs: [0, 20_000] },
    incidents: { kinds: { silence: 0.4, "system-errors": 0.3 }, afterMs: [0, 1_000] },
    client: { timeoutMs: [2_000, 30_000], waitForIdleMs: [0, 600_000] },
  }),
  profile("save verifies", "A save verifies first, and the status shows it.", {
    traits: { saveVerifies: [true] },
    client: { operations: ["save"] },
  }),
  profile("verify lists faults", "A verify that succeeds lists faults.", {
    traits: { verifyListsFaults: [true] },
    client: { tasks: { commit: 1 } },
  }),
  profile("unknown words", "The status of a request is first a word that is not documented.", {
    traits: { firstWord: ["queued"] },
    others: { ...justBefore, during: [0, 2] },
  }),
  profile("cleared status", "The status shows an ended request for a short time.", {
    traits: { keepsStatusMs: [500, 5_000, 60_000] },
    others: { during: [0, 2] },
  }),
  profile("suspended computer", "The computer of the client sleeps.", {
    requests: { durationMs: [50, 900_000] },
    others: { ...busy, startMs: [0, 1_800_000] },
    client: {
      ...patient,
      suspension: { probability: 1, afterMs: [500, 600_000], lastsMs: [1_000, 3_600_000] },
      tasks: { "one operation": 3, commit: 2, "two clients": 1 },
    },
  }),
  profile("aging messages", "The error message of a failure includes its age.", {
    traits: { errorMessage: ["aging"] },
    requests: { failing: 0.6, durationMs: [50, 30_000], showMs: [0, 2_900] },
    others: { before: [1, 3], agoMs: [0, 20_000] },
  }),
  profile("mixed", "Everything that breaks no assumption.", {
    traits: {
      statusCacheMs: [0, 0, 1_000, 2_000],
      versionsLagMs: [0, 0, 1_000, 2_000],
      uptimeStepSeconds: [1, 1, 10, 60],
      uptimeCacheMs: [0, 0, 5_000, 60_000],
      saveVerifies: [false, false, true],
      keepsStatusMs: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 60_000],
      firstWord: ["inProgress", "inProgress", "queued"],
      hostNames: ["different", "different", "equal"],
      showsHaMembers: [true],
    },
    requests: { durationMs: [20, 60_000], showMs: [0, 900] },
    others: { before: [0, 3], agoMs: [0, 60_000], during: [0, 3] },
    network: {
      faulty: 0.4,
      faults: everywhere,
      kinds: { ...everyFault, late: 1 },
    },
    incidents: { kinds: { restart: 0.1, switchover: 0.1 } },
    client: {
      tasks: {
        "one operation": 3,
        commit: 3,
        "commit under a lock": 1,
        again: 1,
        "again in the session": 1,
        "two at once": 1,
        "two clients": 2,
        resume: 1,
        killed: 1,
        "commit again": 1,
        "commit, resume": 1,
      },
      skewMs: [-3_000, 3_000],
      suspension: { probability: 0.05, afterMs: [500, 120_000], lastsMs: [1_000, 3_600_000] },
    },
  }),
  profile(
    "two systems",
    "A request runs on two systems, and each shows an end.",
    { traits: { phases: [2] } },
    { breaks: "a finished status does not change" },
  ),
  profile(
    "lock does not bind",
    "Users of the ACLI submit requests without the lock.",
    { traits: { lockBinds: [false] }, others: busy },
    { breaks: "the lock applies to every user" },
  ),
  profile(
    "flapping status",
    "A reading of the status may be older than the one before, by up to 3 s.",
    { traits: { statusFlapsMs: [2_900] }, requests: quick, others: justBefore },
    { breaks: "the status shows the most recent request" },
  ),
  profile(
    "lock per user",
    "Each session of a user holds the lock of the user.",
    { traits: { lockIsPerUser: [true] }, client: { tasks: { "two clients": 1 } } },
    { breaks: "the lock applies to every user" },
  ),
  profile(
    "lock is taken",
    "Other users take the lock from its holder.",
    { traits: { lockIsTaken: [true] }, others: busy },
    { breaks: "the lock is held until its token expires" },
  ),
  profile(
    "lock outlives its system",
    "Tokens and the lock survive restarts and switchovers.",
    {
      traits: { lockOutlivesSystem: [true] },
      incidents: { kinds: { restart: 0.5, switchover: 0.3 } },
      others: { during: [0, 2] },
    },
    { breaks: "a restart or a switchover ends the lock" },
  ),
  profile(
    "shows late, not expected",
    "The status shows each request up to 3 s late, and the client does not expect it.",
    { requests: shownLate, others: justBefore, client: { statusLagMs: 0 } },
    { breaks: "a request from before our lock is not shown after the fence" },
  ),
  profile(
    "shows earlier requests later",
    "The status shows each request up to 9 s late.",
    { requests: { ...quick, showMs: [0, 8_900] }, others: justBefore },
    { breaks: "a request from before our lock is not shown after the fence" },
  ),
  profile(
    "shows later than expected",
    "The status shows each request up to 20 s late.",
    { requests: { ...quick, showMs: [0, 20_000] }, others: justBefore },
    { breaks: "an accepted request is shown in time" },
  ),
  profile(
    "switchover undone",
    "The HA pair switches over twice without a restart.",
    {
      traits: { switchoverRestarts: [false] },
      incidents: { kinds: { switchback: 0.8 }, lastsMs: [200, 5_000], afterMs: [0, 20_000] },
      others: { during: [0, 2] },
    },
    { breaks: "no system becomes active again without a restart" },
  ),
  profile(
    "hidden restarts",
    "The uptime is an hour old, so it does not show a restart.",
    {
      traits: { uptimeCacheMs: [3_600_000] },
      incidents: { kinds: { restart: 0.9 }, afterMs: [0, 5_000], lastsMs: [200, 5_000] },
      others: busy,
    },
    { breaks: "a restart shows in the uptime" },
  ),
  profile(
    "versions lag for long",
    "The versions change up to a minute after a save or an activate.",
    {
      traits: { versionsLagMs: [20_000, 60_000] },
      requests: quick,
      incidents: { kinds: { restart: 0.3 } },
      client: { operations: ["save", "activate"] },
    },
    { breaks: "the versions show a change in time" },
  ),
  profile(
    "unidentified system",
    "Both systems of the HA pair look alike.",
    {
      traits: { hostNames: ["equal", "absent"], showsHaMembers: [false] },
      incidents: { kinds: { switchover: 0.8 }, lastsMs: [200, 30_000] },
      others: { during: [0, 2] },
    },
    { breaks: "the system identifies itself" },
  ),
];
