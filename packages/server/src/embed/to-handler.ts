import type { Answer } from "../faults/with-faults.ts";
import type { Handler } from "../listen/handler.ts";

/** Makes a handler to listen with: a network error cuts the connection. */
export function toHandler(answer: Answer): Handler {
  return async (request, connection) => {
    const response = await answer(request, connection);
    if (response.type === "error") connection.destroy();
    return response;
  };
}
