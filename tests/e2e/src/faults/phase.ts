import type { TransportRequest } from "@asyncstatus/client";

/** What of a client's requests a phase is told by. */
export interface Asked {
  readonly request: TransportRequest;
  /** Since the device took our request, or was asked to; absent before. */
  readonly sinceSubmissionMs: number | undefined;
}

/** One moment of a commit in which something can go wrong: that of one request. */
export interface Phase {
  readonly title: string;
  /** Whether the device has taken the request when it goes wrong; of a request that reads, no matter. */
  readonly taken: boolean;
  /** Whether the request only reads, so that it is all one whether the device took it. */
  readonly reads?: true;
  /** Whether its answer has no body. */
  readonly bodiless?: true;
  /** How long the activate takes. */
  readonly activateMs: number;
  readonly isIt: (asked: Asked) => boolean;
}

/** Most activates here are over soon; the token is renewed in the sixth minute of a long one. */
export const shortMs = 60_000;
export const longMs = 8 * 60_000;

const is =
  (method: string, path: string) =>
  ({ request }: Asked): boolean =>
    request.method === method && request.url.pathname.endsWith(`/${path}`);
const token = is("POST", "auth/token");
const isRenewal = (asked: Asked) => token(asked) && asked.request.body !== undefined;
const submits = ({ request }: Asked) =>
  request.method !== "GET" && request.url.pathname.endsWith("/configuration/management");
const looks = is("GET", "admin/asyncstatus");
const versions = is("GET", "configuration/versions");
const system = is("GET", "system/status");
const before = (isIt: Phase["isIt"]) => (asked: Asked) =>
  asked.sinceSubmissionMs === undefined && isIt(asked);
const after = (isIt: Phase["isIt"], ms: number) => (asked: Asked) =>
  (asked.sinceSubmissionMs ?? -1) >= ms && isIt(asked);

const reading = { taken: false, reads: true, activateMs: shortMs } as const;
const sides = (title: string, phase: Omit<Phase, "title" | "taken">): readonly Phase[] => [
  { ...phase, title: `${title}, before the device took it`, taken: false },
  { ...phase, title: `${title}, after the device took it`, taken: true },
];

/** All of them, in the order of a commit's requests. */
export const phases: readonly Phase[] = [
  ...sides("Login", { activateMs: shortMs, isIt: before(token) }),
  ...sides("Lock", {
    activateMs: shortMs,
    bodiless: true,
    isIt: is("POST", "configuration/lock"),
  }),
  { title: "Baseline: which system", ...reading, isIt: before(system) },
  { title: "Baseline: the status", ...reading, isIt: before(looks) },
  { title: "Baseline: the versions", ...reading, isIt: before(versions) },
  ...sides("Submit", { activateMs: shortMs, isIt: submits }),
  { title: "The first poll", ...reading, isIt: after(looks, 0) },
  { title: "A poll in the middle", ...reading, isIt: after(looks, shortMs / 2) },
  { title: "The poll that finds the end", ...reading, isIt: after(looks, shortMs) },
  { title: "The confirmation: the versions", ...reading, isIt: after(versions, 0) },
  { title: "The confirmation: which system", ...reading, isIt: after(system, 0) },
  ...sides("Renewal", { activateMs: longMs, isIt: isRenewal }),
  ...sides("Unlock", {
    activateMs: shortMs,
    bodiless: true,
    isIt: is("POST", "configuration/unlock"),
  }),
];
