import type { Answer } from "../fetch/answer.ts";
import { goOn } from "../fetch/go-on.ts";

/** Makes what can be listened with: a network error cuts the connection. */
export function toHandler(answer: Answer): Answer {
  return (request, connection) =>
    goOn(answer(request, connection), (response) => {
      if (response.type === "error") connection.destroy();
      return response;
    });
}
