import type { PlainAnswer } from "./server-lane.ts";

/** What Node.js's server is told to say so that it says this: it adds what is about the connection. */
export function plainAnswer(said: string): PlainAnswer {
  const [head = "", body = ""] = said.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const aboutConnection = /^(?:date|connection|keep-alive):/i;
  const headers = lines.filter((line) => !aboutConnection.test(line));
  return {
    by: "node:https",
    status: Number(statusLine.split(" ")[1]),
    headers: headers.flatMap((line) => line.split(": ")),
    body,
  };
}
