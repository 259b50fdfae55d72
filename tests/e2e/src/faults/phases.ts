import type { TransportRequest } from "@asyncstatus/client";

/** Request of the client, and the time by which phases are distinguished. */
export interface TimedRequest {
  readonly request: TransportRequest;
  /** Time since the client submitted the operation. Absent before. */
  readonly sinceSubmissionMs: number | undefined;
}

/** Step of an activate at which a fault is injected: one request. */
export interface Phase {
  readonly title: string;
  /** True if the device accepts the request before the fault. Irrelevant for read-only requests. */
  readonly accepted: boolean;
  readonly readOnly?: true;
  /** True if the response has no body. */
  readonly bodiless?: true;
  readonly activateMs: number;
  readonly matches: (request: TimedRequest) => boolean;
}

type Matcher = Phase["matches"];

const shortMs = 60_000;
/** Long enough that the token is renewed, in the sixth minute. */
const longMs = 8 * 60_000;

const is =
  (method: string, path: string): Matcher =>
  ({ request }) =>
    request.method === method && request.url.pathname.endsWith(`/${path}`);
const requestsToken = is("POST", "auth/token");
const renewsToken: Matcher = (timed) => requestsToken(timed) && timed.request.body !== undefined;
const submits: Matcher = ({ request }) =>
  request.method !== "GET" && request.url.pathname.endsWith("/configuration/management");
const polls = is("GET", "admin/asyncstatus");
const readsVersions = is("GET", "configuration/versions");
const readsSystem = is("GET", "system/status");
const beforeSubmission =
  (matches: Matcher): Matcher =>
  (timed) =>
    timed.sinceSubmissionMs === undefined && matches(timed);
const after =
  (ms: number, matches: Matcher): Matcher =>
  (timed) =>
    (timed.sinceSubmissionMs ?? -1) >= ms && matches(timed);

const readOnly = (title: string, matches: Matcher): Phase => ({
  title,
  accepted: false,
  readOnly: true,
  activateMs: shortMs,
  matches,
});
const beforeAndAfter = (
  title: string,
  matches: Matcher,
  more: Partial<Phase> = {},
): readonly Phase[] =>
  [false, true].map((accepted) => ({
    title: `${title}, ${accepted ? "after" : "before"} the device accepts it`,
    accepted,
    activateMs: shortMs,
    matches,
    ...more,
  }));

/** All phases, in the order of the requests. */
export const phases: readonly Phase[] = [
  ...beforeAndAfter("Login", beforeSubmission(requestsToken)),
  ...beforeAndAfter("Lock", is("POST", "configuration/lock"), { bodiless: true }),
  readOnly("Baseline: system status", beforeSubmission(readsSystem)),
  readOnly("Baseline: asyncstatus", beforeSubmission(polls)),
  readOnly("Baseline: versions", beforeSubmission(readsVersions)),
  ...beforeAndAfter("Submission", submits),
  readOnly("First poll", after(0, polls)),
  readOnly("Poll halfway through the activate", after(shortMs / 2, polls)),
  readOnly("First poll after the end", after(shortMs, polls)),
  readOnly("Confirmation: versions", after(0, readsVersions)),
  readOnly("Confirmation: system status", after(0, readsSystem)),
  ...beforeAndAfter("Token renewal", renewsToken, { activateMs: longMs }),
  ...beforeAndAfter("Unlock", is("POST", "configuration/unlock"), { bodiless: true }),
];
