import { TransportError, type TransportErrorCode } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { Refusal } from "@asyncstatus/server";
import type { Exchange, Fault } from "./fault.ts";

/** No answer comes, as the transport tells it. */
export function fails({ request }: Exchange, code: TransportErrorCode, notSent = false): never {
  const { method, url } = request;
  throw new TransportError({ code, method, url, notSent });
}

/** Has the device take the request first, where the phase says that it has. */
export async function takenOrNot({ phase, forward }: Exchange): Promise<void> {
  if (phase.taken) await forward();
}

/** Waits until the client's own limit for a request cuts it. */
export async function stall(exchange: Exchange): Promise<never> {
  const { clock, request } = exchange;
  try {
    await clock.sleep(request.timeoutMs, request.signal);
  } catch {
    fails(exchange, "aborted");
  }
  return fails(exchange, "timeout");
}

/** The device, or whoever is in front of it, answers with an error. */
export function answers(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Fault["befall"] {
  const messages = [{ errorMessage: "Unable to execute the request." }];
  const body = encode("ErrorResponse", { data: {}, messages, links: [] });
  return async (exchange) => {
    await takenOrNot(exchange);
    return { status, headers, body: new TextEncoder().encode(body) };
  };
}

/** What happens to the device or to us, just before or just after it takes the request. */
export function happens(act: (exchange: Exchange) => void): Fault["befall"] {
  return async (exchange) => {
    if (!exchange.phase.taken) act(exchange);
    const answer = await exchange.forward();
    if (exchange.phase.taken) act(exchange);
    return answer;
  };
}

/** What a device does that is up, and does not refuse it. */
export function ifUp(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Ends every token on the device at once, and with them the lock that a client holds. */
export function endTokens({ device }: Exchange): void {
  const { lock, tokens, ...rest } = device.snapshot();
  const kept = typeof lock.owner === "object" ? {} : lock;
  device.restore({ ...rest, lock: kept, tokens: { ...tokens, valid: [] } });
}
