import type { Answer } from "../faults/with-faults.ts";
import { goOn } from "../listen/go-on.ts";
import type { LeanHandler } from "../listen/lean-handler.ts";

/** Makes a handler to listen with: a network error cuts the connection. */
export function toHandler(answer: Answer): LeanHandler {
  return (request, connection) =>
    goOn(answer(request, connection), (response) => {
      if (response.type === "error") connection.destroy();
      return response;
    });
}
