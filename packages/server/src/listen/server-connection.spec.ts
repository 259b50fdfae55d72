import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { ServerConnection } from "./server-connection.ts";

test("the signal is aborted when it is asked for after the connection is gone", () => {
  const incoming = new IncomingMessage(new Socket());
  const connection = new ServerConnection(incoming, new ServerResponse(incoming));
  connection.destroy();
  expect(connection.signal.aborted).toBe(true);
});
