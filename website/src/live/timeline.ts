import { type Attribution, describeReason, type Outcome } from "@asyncstatus/client";
import { isBy } from "./actual-result.ts";
import { type Exchange, summarize } from "./exchange.ts";
import type { Item } from "./recording.ts";
import { clientEventWords, deviceEventWords } from "./words.ts";
import type { World } from "./world.ts";

/** Entry of the timeline of a side. */
export type Entry = { readonly atMs: number } & (
  | {
      readonly kind: "exchange";
      readonly exchange: Exchange;
      readonly summary: string;
      /** Attribution of a status reading by the client, and its reason. */
      readonly attribution?: Attribution;
      readonly reason?: string;
      /** Number of equal exchanges in a row, and the time of the last. */
      readonly times: number;
      readonly untilMs: number;
    }
  /** Event on the device that no response shows. */
  | { readonly kind: "device-event"; readonly text: string }
  | { readonly kind: "client-event"; readonly text: string; readonly outcome?: Outcome }
);

type ExchangeEntry = Extract<Entry, { kind: "exchange" }>;

/** Returns the entries of a side by time. Equal polls in a row become one entry. */
export function timelineOf({ items, user }: World, endMs: number): Entry[] {
  const entries: Entry[] = [];
  const ordered = items
    .filter((item) => item.atMs <= endMs && isShown(item, user))
    .sort((a, b) => a.atMs - b.atMs);
  for (const item of ordered) add(entries, item, user);
  return entries;
}

function add(entries: Entry[], item: Item, user: string): void {
  const { atMs } = item;
  switch (item.kind) {
    case "exchange": {
      const { exchange } = item;
      const entry = { kind: "exchange", atMs, exchange, summary: summarize(exchange) } as const;
      entries.push({ ...entry, times: 1, untilMs: atMs });
      mergeLast(entries);
      break;
    }
    case "device-event":
      entries.push({ kind: "device-event", atMs, text: deviceEventWords(item.event, user) });
      break;
    case "client-event": {
      const { event } = item;
      if (event.type === "progress") {
        attributeLast(entries, event.attribution, describeReason(event.reason));
        mergeLast(entries);
        break;
      }
      const text = clientEventWords(event, item.operation);
      const outcome = event.type === "ended" ? { outcome: event.outcome } : {};
      entries.push({ kind: "client-event", atMs, text, ...outcome });
    }
  }
}

function attributeLast(entries: Entry[], attribution: Attribution, reason: string): void {
  const index = entries.findLastIndex((entry) => isPoll(entry) && !entry.attribution);
  const poll = entries[index];
  if (poll?.kind === "exchange") entries[index] = { ...poll, attribution, reason };
}

/** Merges the last two entries if they are equal polls. */
function mergeLast(entries: Entry[]): void {
  const [before, last] = entries.slice(-2);
  if (!before || !last || !isPoll(before) || !isPoll(last) || !areEqual(before, last)) return;
  entries.splice(-2, 2, { ...before, times: before.times + 1, untilMs: last.untilMs });
}

function isPoll(entry: Entry): entry is ExchangeEntry {
  return entry.kind === "exchange" && entry.exchange.method === "GET";
}

function areEqual(one: ExchangeEntry, other: ExchangeEntry): boolean {
  const shown = ({ exchange, attribution, reason }: ExchangeEntry) =>
    JSON.stringify([exchange.path, exchange.response, attribution, reason]);
  return shown(one) === shown(other);
}

/** Hides events of the device that the client's own requests already show. */
function isShown(item: Item, user: string): boolean {
  if (item.kind !== "device-event") return true;
  const { event } = item;
  switch (event.kind) {
    case "accepted":
    case "locked":
    case "unlocked":
      return !isBy(event.by, user);
    case "edited":
      return event.by !== undefined;
    default:
      return true;
  }
}
