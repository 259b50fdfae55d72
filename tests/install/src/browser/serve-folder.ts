import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const types: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript" };

/** Serves the files of one folder, with no folders in it, on the loopback interface. */
export async function serveFolder(
  folder: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async ({ url = "" }, response) => {
    const [, name = "", type = ""] = /^\/([\w-]+\.(html|js))$/.exec(url) ?? [];
    const content =
      name === "" ? undefined : await readFile(join(folder, name)).catch(() => undefined);
    const headers = { "content-type": types[type] ?? "text/plain" };
    response.writeHead(content ? 200 : 404, headers).end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
