import {
  type Clock,
  TransportError,
  type TransportErrorCode,
  type TransportRequest,
  type TransportResponse,
} from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { type Device, Refusal } from "@asyncstatus/server";
import type { ClientProcess } from "./client-process.ts";
import type { Phase } from "./phases.ts";

/** Exchange into which a fault is injected. */
export interface Exchange {
  readonly request: TransportRequest;
  readonly phase: Phase;
  readonly clock: Clock;
  readonly device: Device;
  readonly process: ClientProcess;
  /** Passes the request to the device. */
  readonly forward: () => Promise<TransportResponse>;
}

/** Requests that a fault affects. */
export type Extent = "one request" | "all from then on";

/** Fault of the network, the device, another user or the local computer. */
export interface Fault {
  readonly title: string;
  readonly extents: readonly Extent[];
  /** Returns why the fault can't occur in a phase, if it can't. */
  readonly notApplicable?: (phase: Phase) => string | undefined;
  readonly apply: (exchange: Exchange) => Promise<TransportResponse>;
  /** Time for which the fault pauses the client. */
  readonly pausesMs?: number;
  /** Start of the next process after this one was killed. */
  readonly resume?: { readonly afterMs: number; readonly dateAheadMs: number };
}

const hourMs = 3_600_000;

const once = { extents: ["one request"] } as const;
const onceOrLasting = { extents: ["one request", "all from then on"] } as const;

const unlessAccepted = (why: string) => (phase: Phase) => (phase.accepted ? why : undefined);
const needsResponse = ({ accepted, readOnly, bodiless }: Phase): string | undefined => {
  if (!accepted && !readOnly) return "the device responds only after it accepts the request";
  return bodiless ? "the response has no body and ends with its headers" : undefined;
};
const notSent = unlessAccepted("a request that isn't sent can't be accepted");
const refused = unlessAccepted("a 4xx response means that the request wasn't accepted");

function fail({ request }: Exchange, code: TransportErrorCode, notSent = false): never {
  const { method, url } = request;
  throw new TransportError({ code, method, url, notSent });
}

const notSending =
  (code: TransportErrorCode): Fault["apply"] =>
  async (exchange) =>
    fail(exchange, code, true);

/** Applies a fault after the device accepts the request, in phases in which it does. */
const afterAcceptance =
  (apply: Fault["apply"]): Fault["apply"] =>
  async (exchange) => {
    if (exchange.phase.accepted) await exchange.forward();
    return apply(exchange);
  };

const afterForwarding =
  (apply: Fault["apply"]): Fault["apply"] =>
  async (exchange) => {
    await exchange.forward();
    return apply(exchange);
  };

/** Waits until the client's timeout for a request. */
async function stall(exchange: Exchange): Promise<never> {
  const { clock, request } = exchange;
  try {
    await clock.sleep(request.timeoutMs, request.signal);
  } catch {
    fail(exchange, "aborted");
  }
  return fail(exchange, "timeout");
}

/** Responds with an error, from the device or a proxy in front of it. */
function errorResponse(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Fault["apply"] {
  const messages = [{ errorMessage: "Unable to execute the request." }];
  const text = encode("ErrorResponse", { data: {}, messages, links: [] });
  const body = new TextEncoder().encode(text);
  return afterAcceptance(async () => ({ status, headers, body }));
}

/** Acts just before or just after the device accepts the request. */
const beside =
  (act: (exchange: Exchange) => void): Fault["apply"] =>
  async (exchange) => {
    if (!exchange.phase.accepted) act(exchange);
    const response = await exchange.forward();
    if (exchange.phase.accepted) act(exchange);
    return response;
  };

/** Ignores that the device is down or refuses. */
function undefinedIfRefused(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Expires all tokens on the device, and the lock that a client holds. */
function expireTokens({ device }: Exchange): void {
  const { lock, tokens, ...rest } = device.snapshot();
  const kept = typeof lock.owner === "object" ? {} : lock;
  device.restore({ ...rest, lock: kept, tokens: { ...tokens, valid: [] } });
}

const killed = (title: string, afterMs: number, dateAheadMs: number): Fault => ({
  title: `process killed, ${title}`,
  ...once,
  pausesMs: afterMs,
  resume: { afterMs, dateAheadMs },
  apply: afterAcceptance(async ({ process }) => {
    process.kill();
    return new Promise(() => {});
  }),
});

/** All faults. */
export const faults: readonly Fault[] = [
  {
    title: "connection refused",
    ...onceOrLasting,
    notApplicable: notSent,
    apply: notSending("refused"),
  },
  {
    title: "reset before the headers",
    ...onceOrLasting,
    apply: afterAcceptance(async (exchange) => fail(exchange, "reset")),
  },
  ...["reset after the headers", "reset in the body"].map(
    (title): Fault => ({
      title,
      ...onceOrLasting,
      notApplicable: needsResponse,
      apply: afterForwarding(async (exchange) => fail(exchange, "body-truncated")),
    }),
  ),
  { title: "no response", ...onceOrLasting, apply: afterAcceptance(stall) },
  {
    title: "slow response",
    ...onceOrLasting,
    notApplicable: needsResponse,
    apply: afterForwarding(stall),
  },
  {
    title: "TLS handshake failure",
    ...onceOrLasting,
    notApplicable: notSent,
    apply: notSending("tls-failed"),
  },
  {
    title: "certificate changed",
    // A certificate does not change back.
    extents: ["all from then on"],
    notApplicable: notSent,
    apply: notSending("tls-fingerprint-mismatch"),
  },
  { title: "401", ...onceOrLasting, notApplicable: refused, apply: errorResponse(401) },
  { title: "403", ...onceOrLasting, notApplicable: refused, apply: errorResponse(403) },
  // 423 on every request would mean that the client's lock is gone.
  { title: "423", ...once, notApplicable: refused, apply: errorResponse(423) },
  { title: "500", ...onceOrLasting, apply: errorResponse(500) },
  {
    title: "503 with Retry-After: 20",
    ...onceOrLasting,
    apply: errorResponse(503, { "retry-after": "20" }),
  },
  {
    title: "HTML response",
    ...onceOrLasting,
    apply: afterAcceptance(async () => {
      const body = new TextEncoder().encode("<!DOCTYPE html><html><body>It works!</body></html>");
      return { status: 200, headers: { "content-type": "text/html" }, body };
    }),
  },
  {
    title: "reboot",
    ...once,
    apply: beside(({ device }) => undefinedIfRefused(() => device.reboot())),
  },
  {
    title: "switchover, everything carried over",
    ...once,
    apply: beside(({ device }) => undefinedIfRefused(() => device.switchOver())),
  },
  {
    title: "switchover, nothing carried over",
    ...once,
    apply: beside(({ device }) => {
      const { setup, ...rest } = device.snapshot();
      const blank = {
        addressAfterSwitchover: "movesToPeer",
        statusAfterSwitchover: "blank",
        requestAtSwitchover: "interrupted",
        sessionsAfterSwitchover: "lost",
      } as const;
      device.restore({
        ...rest,
        setup: { ...setup, assumptions: { ...setup.assumptions, ...blank } },
      });
      undefinedIfRefused(() => device.switchOver());
    }),
  },
  { title: "token expired", ...once, apply: beside(expireTokens) },
  {
    title: "save by another user without the lock",
    ...once,
    apply: beside(({ device }) => undefinedIfRefused(() => device.issue("save", { by: "ACLI" }))),
  },
  {
    title: "activate by another user without the lock",
    ...once,
    notApplicable: () =>
      "the lock prevents it, as documented; if it doesn't, the two activates can't be distinguished (THE-WAIT.md, assumption 1)",
    apply: beside(({ device }) =>
      undefinedIfRefused(() => device.issue("activate", { by: "ACLI" })),
    ),
  },
  {
    title: "token expired, then activate by another user with the lock",
    ...once,
    apply: beside((exchange) => {
      expireTokens(exchange);
      undefinedIfRefused(() => {
        exchange.device.lock("ACLI");
        exchange.device.issue("activate", { by: "ACLI" });
        exchange.device.unlock("ACLI");
      });
    }),
  },
  {
    title: "local clock jumps forward one hour",
    ...once,
    apply: beside(({ process }) => process.jumpDate(hourMs)),
  },
  {
    title: "local clock jumps back one hour",
    ...once,
    apply: beside(({ process }) => process.jumpDate(-hourMs)),
  },
  {
    title: "local computer sleeps for one hour",
    pausesMs: hourMs,
    ...once,
    apply: beside(({ process }) => process.sleepThrough(hourMs)),
  },
  killed("resumed immediately", 0, 0),
  killed("resumed one hour later", hourMs, 0),
  killed("resumed with the clock one hour ahead", 5_000, hourMs),
  killed("resumed with the clock one hour behind", 5_000, -hourMs),
];
