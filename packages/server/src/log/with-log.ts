import type { Clock } from "@asyncstatus/model/clock";
import type { Handler } from "../handler/handler.ts";
import { logLine } from "./log-line.ts";

/** Logs each exchange after its response. */
export function withLog(
  handler: Handler,
  log: (line: string) => void,
  clock: Pick<Clock, "now">,
  date: () => Date = () => new Date(),
): Handler {
  return async (request, connection) => {
    const { method, url } = request;
    const at = date();
    const since = clock.now();
    const logStatus = (status: number) =>
      log(logLine({ at, method, url, status, tookMs: clock.now() - since }));
    try {
      const response = await handler(request, connection);
      logStatus(response.status);
      return response;
    } catch (error) {
      logStatus(500);
      throw error;
    }
  };
}
