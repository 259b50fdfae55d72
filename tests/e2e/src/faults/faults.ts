import { answers, endTokens, fails, happens, ifUp, stall, takenOrNot } from "./befall.ts";
import type { Fault } from "./fault.ts";
import type { Phase } from "./phase.ts";

const hourMs = 3_600_000;

const unlessTaken = (why: string) => (phase: Phase) => (phase.taken ? why : undefined);
const needsAnswer = ({ taken, reads, bodiless }: Phase): string | undefined => {
  if (!taken && !reads) return "an answer that began comes from a device that took the request";
  return bodiless ? "the answer has no body: with its head, it is whole" : undefined;
};

const neverReached = unlessTaken("a request that reaches nobody is taken by nobody");
const isRefusal = unlessTaken("who answers 4xx has not taken the request");

const once = { befalls: ["one request"] } as const;
const lasting = { befalls: ["one request", "all from there on"] } as const;
const killed = (title: string, afterMs: number, dateAheadMs: number): Fault => ({
  title,
  ...once,
  pausesMs: afterMs,
  resume: { afterMs, dateAheadMs },
  befall: async (exchange) => {
    await takenOrNot(exchange);
    exchange.process.kill();
    return new Promise(() => {});
  },
});

/** All of them. */
export const faults: readonly Fault[] = [
  {
    title: "connection refused",
    ...lasting,
    meaningless: neverReached,
    befall: async (exchange) => fails(exchange, "refused", true),
  },
  {
    title: "reset before the headers",
    ...lasting,
    befall: async (exchange) => {
      await takenOrNot(exchange);
      return fails(exchange, "reset");
    },
  },
  ...["reset after the headers", "reset in mid-body"].map(
    (title): Fault => ({
      title,
      ...lasting,
      meaningless: needsAnswer,
      befall: async (exchange) => {
        await exchange.forward();
        return fails(exchange, "body-truncated");
      },
    }),
  ),
  {
    title: "stall",
    ...lasting,
    befall: async (exchange) => {
      await takenOrNot(exchange);
      return stall(exchange);
    },
  },
  {
    title: "slow drip",
    ...lasting,
    meaningless: needsAnswer,
    befall: async (exchange) => {
      await exchange.forward();
      return stall(exchange);
    },
  },
  {
    title: "TLS failure",
    ...lasting,
    meaningless: neverReached,
    befall: async (exchange) => fails(exchange, "tls-failed", true),
  },
  {
    title: "certificate changed",
    // One that has changed does not change back.
    befalls: ["all from there on"],
    meaningless: neverReached,
    befall: async (exchange) => fails(exchange, "tls-fingerprint-mismatch", true),
  },
  { title: "401", ...lasting, meaningless: isRefusal, befall: answers(401) },
  { title: "403", ...lasting, meaningless: isRefusal, befall: answers(403) },
  // To answer it to everything is to say that nobody holds the lock.
  { title: "423", ...once, meaningless: isRefusal, befall: answers(423) },
  { title: "500", ...lasting, befall: answers(500) },
  { title: "503 with Retry-After: 20", ...lasting, befall: answers(503, { "retry-after": "20" }) },
  {
    title: "wrong body",
    ...lasting,
    befall: async (exchange) => {
      await takenOrNot(exchange);
      const body = new TextEncoder().encode("<!DOCTYPE html><html><body>It works!</body></html>");
      return { status: 200, headers: { "content-type": "text/html" }, body };
    },
  },
  {
    title: "reboot",
    ...once,
    befall: happens(({ device }) => ifUp(() => device.reboot())),
  },
  {
    title: "switchover that carries everything on",
    ...once,
    befall: happens(({ device }) => ifUp(() => device.switchOver())),
  },
  {
    title: "switchover to a peer that knows nothing",
    ...once,
    befall: happens(({ device }) => {
      const { setup, ...rest } = device.snapshot();
      const blank = {
        addressAfterSwitchover: "movesToPeer",
        statusAfterSwitchover: "blank",
        requestAtSwitchover: "cutShort",
        sessionsAfterSwitchover: "lost",
      } as const;
      device.restore({
        ...rest,
        setup: { ...setup, assumptions: { ...setup.assumptions, ...blank } },
      });
      ifUp(() => device.switchOver());
    }),
  },
  { title: "token expired", ...once, befall: happens(endTokens) },
  {
    title: "superseded by a save that ignores our lock",
    ...once,
    befall: happens(({ device }) => ifUp(() => device.issue("save", { by: "ACLI" }))),
  },
  {
    title: "superseded by an activate that ignores our lock",
    ...once,
    meaningless: () =>
      "the lock keeps it out, as documented; where it does not, nobody can tell it from ours (THE-WAIT.md, assumption 1)",
    befall: happens(({ device }) => ifUp(() => device.issue("activate", { by: "ACLI" }))),
  },
  {
    title: "token expired, and superseded by an activate under a lock of its own",
    ...once,
    befall: happens((exchange) => {
      endTokens(exchange);
      ifUp(() => {
        exchange.device.lock("ACLI");
        exchange.device.issue("activate", { by: "ACLI" });
        exchange.device.unlock("ACLI");
      });
    }),
  },
  {
    title: "our date jumps an hour forwards",
    ...once,
    befall: happens(({ process }) => process.jumpDate(hourMs)),
  },
  {
    title: "our date jumps an hour back",
    ...once,
    befall: happens(({ process }) => process.jumpDate(-hourMs)),
  },
  {
    title: "our computer sleeps for an hour",
    pausesMs: hourMs,
    ...once,
    befall: happens(({ process }) => process.sleepThrough(hourMs)),
  },
  killed("process killed, resumed at once", 0, 0),
  killed("process killed, resumed after an hour", hourMs, 0),
  killed("process killed, resumed where the date is an hour ahead", 5_000, hourMs),
  killed("process killed, resumed where the date is an hour behind", 5_000, -hourMs),
];
