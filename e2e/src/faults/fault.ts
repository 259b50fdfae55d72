import {
  type Clock,
  TransportError,
  type TransportErrorCode,
  type TransportRequest,
  type TransportResponse,
} from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { type Device, Refusal } from "@asyncstatus/server";
import type { Phase } from "./phase.ts";
import type { TestedProcess } from "./tested-process.ts";

/** One exchange that something goes wrong with. */
export interface Exchange {
  readonly request: TransportRequest;
  readonly phase: Phase;
  readonly clock: Clock;
  readonly device: Device;
  readonly process: TestedProcess;
  /** Has the device answer as it would. */
  readonly forward: () => Promise<TransportResponse>;
}

/** How much a fault befalls. */
export type Extent = "one request" | "all from there on";

/** Something that can go wrong. */
export interface Fault {
  readonly title: string;
  /** Whether it befalls one request, all from there on, or is tried either way. */
  readonly befalls: readonly Extent[];
  /** Why it cannot be in a phase, where it cannot. */
  readonly meaningless?: (phase: Phase) => string | undefined;
  readonly befall: (exchange: Exchange) => Promise<TransportResponse>;
  /** For how long nothing of ours moves on account of it. */
  readonly pausesMs?: number;
  /** How a killed process is followed by another. */
  readonly resume?: { readonly afterMs: number; readonly dateAheadMs: number };
}

const hourMs = 3_600_000;

function fails({ request }: Exchange, code: TransportErrorCode, notSent = false): never {
  const { method, url } = request;
  throw new TransportError({ code, method, url, notSent });
}

/** Has the device take the request first, where the phase says that it has. */
async function takenOrNot({ phase, forward }: Exchange): Promise<void> {
  if (phase.taken) await forward();
}

const unlessTaken = (why: string) => (phase: Phase) => (phase.taken ? why : undefined);
const needsAnswer = ({ taken, reads, bodiless }: Phase): string | undefined => {
  if (!taken && !reads) return "an answer that began comes from a device that took the request";
  return bodiless ? "the answer has no body: with its head, it is whole" : undefined;
};

const neverReached = unlessTaken("a request that reaches nobody is taken by nobody");
const isRefusal = unlessTaken("who answers 4xx has not taken the request");

/** Waits until the client's own limit for a request cuts it. */
async function stall(exchange: Exchange): Promise<never> {
  const { clock, request } = exchange;
  try {
    await clock.sleep(request.timeoutMs, request.signal);
  } catch {
    fails(exchange, "aborted");
  }
  return fails(exchange, "timeout");
}

function answers(status: number, headers: Readonly<Record<string, string>> = {}): Fault["befall"] {
  const messages = [{ errorMessage: "Unable to execute the request." }];
  const body = encode("ErrorResponse", { data: {}, messages, links: [] });
  return async (exchange) => {
    await takenOrNot(exchange);
    return { status, headers, body: new TextEncoder().encode(body) };
  };
}

/** What happens to the device or to us, just before or just after it takes the request. */
function happens(act: (exchange: Exchange) => void): Fault["befall"] {
  return async (exchange) => {
    if (!exchange.phase.taken) act(exchange);
    const answer = await exchange.forward();
    if (exchange.phase.taken) act(exchange);
    return answer;
  };
}

function ifUp(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Ends every token on the device at once, and with them the lock that a client holds. */
function endTokens({ device }: Exchange): void {
  const { lock, tokens, ...rest } = device.snapshot();
  const kept = typeof lock.owner === "object" ? {} : lock;
  device.restore({ ...rest, lock: kept, tokens: { ...tokens, valid: [] } });
}

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
