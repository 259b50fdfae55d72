import {
  type Transport,
  TransportError,
  type TransportErrorCode,
  type TransportRequest,
  type TransportResponse,
} from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import { currentCall } from "./call.ts";
import type { ComputerClock } from "./computer-clock.ts";
import type { EventClock } from "./event-clock.ts";
import type { FaultKind, Profile, RequestKind } from "./profile.ts";
import type { Random } from "./random.ts";
import type { Received, Reply, SimulatedSbc } from "./simulated-sbc.ts";

/** A submission that a client sent. */
export interface SentSubmission {
  readonly call: number | undefined;
  readonly operation: OperationName | undefined;
  readonly atMs: number;
  /** The time of the client's computer. */
  readonly computerMs: number;
}

// The web server responds by itself.
const webServerError = "<!DOCTYPE html><html><body>Error</body></html>";
const encoder = new TextEncoder();
const bodies = new Map<string, Uint8Array>();

/** The network between the clients and the device, with its faults. */
export class SimulatedNetwork {
  readonly sent: SentSubmission[] = [];
  /** True if no fault occurs any more. */
  isCalm = false;
  /** True if a fault occurred. */
  hadFaults = false;
  /** The time until which the device does not respond. */
  silentUntilMs = 0;
  /** The time until which `system/status` responds with 500. */
  systemErrorsUntilMs = 0;
  /** Sessions of processes that were killed. */
  readonly killed = new Set<number>();
  readonly #clock: EventClock;
  readonly #device: SimulatedSbc;
  readonly #profile: Profile["network"];
  readonly #random: Random;
  readonly #log: (text: string) => void;
  readonly #isFaulty: boolean;

  constructor(
    clock: EventClock,
    device: SimulatedSbc,
    profile: Profile["network"],
    random: Random,
    log: (text: string) => void,
  ) {
    this.#clock = clock;
    this.#device = device;
    this.#profile = profile;
    this.#random = random;
    this.#log = log;
    this.#isFaulty = random.chance(profile.faulty);
  }

  /** Returns the transport of a client. */
  connect(session: number, computer: ComputerClock): Transport {
    return {
      request: (request) => this.#send(session, computer, request),
      close: async () => {},
    };
  }

  #send(
    session: number,
    computer: ComputerClock,
    request: TransportRequest,
  ): Promise<TransportResponse> {
    const clock = this.#clock;
    const { method, url, headers, body, signal, timeoutMs } = request;
    const kind = kindOf(url.pathname, body);
    const action = (url.searchParams.get("action") ?? undefined) as OperationName | undefined;
    const call = currentCall();
    const received: Received = {
      method,
      path: url.pathname,
      action,
      token: headers.authorization?.startsWith("Bearer ")
        ? headers.authorization.slice(7)
        : undefined,
      body,
      session,
      call,
    };
    if (kind === "submission") {
      this.sent.push({
        call,
        operation: action,
        atMs: clock.now(),
        computerMs: computer.now(),
      });
    }
    return new Promise((resolve, reject) => {
      const fail = (code: TransportErrorCode, notSent: boolean, cause?: unknown) => {
        signal?.removeEventListener("abort", abort);
        this.#log(`session ${session}: ${nameOf(received)}: ${code}`);
        reject(new TransportError({ code, method, url, notSent, cause }));
      };
      const abort = () => fail("aborted", false, signal?.reason);
      if (signal?.aborted) return fail("aborted", true, signal.reason);
      // The operating system of a killed process sends nothing more.
      if (this.killed.has(session)) return;
      signal?.addEventListener("abort", abort);
      const failAfter = (ms: number, code: TransportErrorCode, notSent = false) =>
        computer.receive(ms, () => {
          if (!signal?.aborted && !this.killed.has(session)) fail(code, notSent);
        });
      const respond = (reply: Reply, afterMs: number) =>
        computer.receive(afterMs, () => {
          if (signal?.aborted || this.killed.has(session)) return;
          signal?.removeEventListener("abort", abort);
          this.#log(`session ${session}: ${nameOf(received)}: ${reply.status}`);
          resolve({ status: reply.status, headers: {}, body: bytesOf(reply.body) });
        });
      const fault = this.#drawFault(kind);
      const latencyMs = this.#random.between(this.#profile.latencyMs);
      if (fault === "late") {
        const lateMs = timeoutMs + this.#random.between(this.#profile.lateMs);
        clock.schedule(lateMs, () => {
          this.#log(`the device reads the late ${nameOf(received)} of session ${session}`);
          this.#device.handle(received);
        });
        failAfter(timeoutMs, "timeout");
        return;
      }
      clock.schedule(latencyMs, () => {
        if (clock.now() < this.silentUntilMs) {
          failAfter(timeoutMs - latencyMs, "timeout");
          return;
        }
        if (fault === "lost") {
          if (this.#random.chance(0.5)) failAfter(latencyMs, "reset");
          else failAfter(timeoutMs - latencyMs, "timeout");
          return;
        }
        if (fault === "error-before") {
          respond({ status: 503, body: webServerError }, latencyMs);
          return;
        }
        if (fault === "unauthorized") {
          respond({ status: 401, body: webServerError }, latencyMs);
          return;
        }
        if (clock.now() < this.systemErrorsUntilMs && url.pathname.endsWith("/system/status")) {
          respond({ status: 500, body: "" }, latencyMs);
          return;
        }
        const reply = this.#device.handle(received);
        if (!reply) {
          if (this.#random.chance(0.5)) failAfter(latencyMs, "refused", true);
          else failAfter(timeoutMs - latencyMs, "timeout");
          return;
        }
        if (fault === "response-lost") failAfter(latencyMs, "reset");
        else if (fault === "error-after") respond({ status: 500, body: "" }, latencyMs);
        else respond(reply, latencyMs);
      });
    });
  }

  #drawFault(kind: RequestKind): FaultKind | undefined {
    const { faults, kinds } = this.#profile;
    if (!this.#isFaulty || this.isCalm || !this.#random.chance(faults[kind] ?? 0)) return undefined;
    const fault = this.#random.weighted(kinds);
    this.hadFaults = true;
    this.#log(`fault: ${kind} ${fault}`);
    return fault;
  }
}

function nameOf({ method, path, action }: Received): string {
  return `${method} ${path.replace(/^\/rest\/v1\.\d\//, "")}${action ? ` ${action}` : ""}`;
}

function kindOf(path: string, body: string | undefined): RequestKind {
  if (path.endsWith("/auth/token")) return body === undefined ? "login" : "renewal";
  if (path.endsWith("/configuration/lock")) return "lock";
  if (path.endsWith("/configuration/unlock")) return "unlock";
  if (path.endsWith("/configuration/management")) return "submission";
  return "read";
}

/** Most bodies repeat. */
function bytesOf(body: string): Uint8Array {
  let bytes = bodies.get(body);
  if (!bytes) {
    if (bodies.size > 10_000) bodies.clear();
    bytes = encoder.encode(body);
    bodies.set(body, bytes);
  }
  return bytes;
}
