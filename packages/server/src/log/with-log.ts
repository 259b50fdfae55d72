import type { Clock } from "@asyncstatus/model/clock";
import type { Answer } from "../fetch/answer.ts";
import { logLine } from "./log-line.ts";

/** Has each exchange told in a line, once it is answered. */
export function withLog(
  answer: Answer,
  log: (line: string) => void,
  clock: Pick<Clock, "now">,
  date: () => Date = () => new Date(),
): Answer {
  return async (request, connection) => {
    const { method, url } = request;
    const at = date();
    const since = clock.now();
    const told = (status: number) =>
      log(logLine({ at, method, url, status, tookMs: clock.now() - since }));
    try {
      const response = await answer(request, connection);
      told(response.status);
      return response;
    } catch (error) {
      told(500);
      throw error;
    }
  };
}
