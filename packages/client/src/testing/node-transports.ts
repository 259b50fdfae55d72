import { onTestFinished } from "vitest";
import { httpsTransport } from "../transport/https-transport.ts";
import type { NodeTransportOptions } from "../transport/node-transport.ts";
import type { Transport } from "../transport/transport.ts";
import { undiciTransport } from "../transport/undici-transport.ts";

const transports = { undici: undiciTransport, https: httpsTransport };

/** The name of a transport for Node.js. */
export type By = keyof typeof transports;

/** Both transports: they return the same responses and fail in the same way. */
export const both: readonly By[] = ["undici", "https"];

/** Returns each row of a table once for each transport. */
export function byBoth<Row extends object>(rows: readonly Row[]): (Row & { by: By })[] {
  return rows.flatMap((row) => both.map((by) => ({ by, ...row })));
}

/** Opens a transport that is closed when the test ends. */
export function openTransport(by: By, options: NodeTransportOptions): Transport {
  const made = transports[by](options);
  onTestFinished(() => made.close());
  return made;
}
