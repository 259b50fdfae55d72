import type { Attribution, Outcome } from "@asyncstatus/client";
import { type Exchange, summarize } from "./exchange.ts";
import { isBy } from "./truth.ts";
import { eventWords, happeningWords } from "./words.ts";
import type { Item, World } from "./world.ts";

/** One line of what is shown of one side. */
export type Entry = { readonly atMs: number } & (
  | {
      readonly kind: "exchange";
      readonly exchange: Exchange;
      readonly summary: string;
      /** Whose request our client takes the slot to be about, and why. */
      readonly label?: Attribution;
      readonly reason?: string;
      /** How often the same was asked and answered in a row, and when last. */
      readonly times: number;
      readonly untilMs: number;
    }
  /** What happens to the device, and nobody is told. */
  | { readonly kind: "happening"; readonly text: string }
  /** What our client notices. */
  | { readonly kind: "event"; readonly text: string; readonly outcome?: Outcome }
);

type ExchangeEntry = Extract<Entry, { kind: "exchange" }>;

/** What is shown of one side: in the order of time, with the same looks in a row as one. */
export function laneOf({ items, user }: World, endMs: number): Entry[] {
  const lane: Entry[] = [];
  const ordered = items
    .filter((item) => item.atMs <= endMs && isShown(item, user))
    .sort((a, b) => a.atMs - b.atMs);
  for (const item of ordered) add(lane, item, user);
  return lane;
}

function add(lane: Entry[], item: Item, user: string): void {
  const { atMs } = item;
  switch (item.kind) {
    case "exchange": {
      const { exchange } = item;
      const entry = { kind: "exchange", atMs, exchange, summary: summarize(exchange) } as const;
      lane.push({ ...entry, times: 1, untilMs: atMs });
      joinLast(lane);
      break;
    }
    case "happening":
      lane.push({ kind: "happening", atMs, text: happeningWords(item.happening, user) });
      break;
    case "event": {
      const { event } = item;
      if (event.type === "progress") {
        label(lane, event.attribution, event.reason);
        joinLast(lane);
        break;
      }
      const outcome = event.type === "ended" ? { outcome: event.outcome } : {};
      lane.push({ kind: "event", atMs, text: eventWords(event, item.operation), ...outcome });
    }
  }
}

/** Writes beside the last look what our client makes of it. */
function label(lane: Entry[], label: Attribution, reason: string): void {
  const index = lane.findLastIndex((entry) => isLook(entry) && entry.label === undefined);
  const look = lane[index];
  if (look?.kind === "exchange") lane[index] = { ...look, label, reason };
}

/** Makes one of the last two where they are the same look. */
function joinLast(lane: Entry[]): void {
  const [before, last] = lane.slice(-2);
  if (!before || !last || !isLook(before) || !isLook(last) || !areSame(before, last)) return;
  lane.splice(-2, 2, { ...before, times: before.times + 1, untilMs: last.untilMs });
}

function isLook(entry: Entry): entry is ExchangeEntry {
  return entry.kind === "exchange" && entry.exchange.method === "GET";
}

function areSame(one: ExchangeEntry, other: ExchangeEntry): boolean {
  const told = ({ exchange, label, reason }: ExchangeEntry) =>
    JSON.stringify([exchange.path, exchange.answer, label, reason]);
  return told(one) === told(other);
}

/** What the client itself does is told by its requests already. */
function isShown(item: Item, user: string): boolean {
  if (item.kind !== "happening") return true;
  const { happening } = item;
  switch (happening.kind) {
    case "accepted":
    case "locked":
    case "unlocked":
      return !isBy(happening.by, user);
    case "edited":
      return happening.by !== undefined;
    default:
      return true;
  }
}
