import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { scratchFolder } from "../testing/scratch.ts";
import { startLocalRegistry } from "./local-registry.ts";

const scratch = scratchFolder();

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a local registry asks the one that npm is set up with, but never for our packages", async () => {
  const asked: (string | undefined)[] = [];
  const upstream = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(404).end("{}");
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const { port } = upstream.address() as AddressInfo;
  vi.stubEnv("npm_config_registry", `http://127.0.0.1:${port}/`);

  const registry = await startLocalRegistry(scratch);
  try {
    expect(new URL(registry.url).hostname).toBe("127.0.0.1");
    for (const name of ["asyncstatus", "@asyncstatus%2fmodel", "somebody-elses"]) {
      expect((await fetch(`${registry.url}${name}`)).status).toBe(404);
    }
    expect(asked).toEqual(["/somebody-elses"]);
    const anonymous = await fetch(`${registry.url}asyncstatus`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(anonymous.status).toBe(401);
  } finally {
    await registry.close();
    upstream.close();
    upstream.closeAllConnections();
  }
});
