import { expect, test } from "vitest";
import { scratchFolder } from "../testing/scratch.ts";
import { startLocalRegistry } from "./local-registry.ts";

test("a local registry is this computer's alone, and asks nobody else for our packages", async () => {
  const registry = await startLocalRegistry(scratchFolder());
  try {
    expect(new URL(registry.url).hostname).toBe("127.0.0.1");
    for (const name of ["asyncstatus", "@asyncstatus%2fmodel"]) {
      expect((await fetch(`${registry.url}${name}`)).status).toBe(404);
    }
    const anonymous = await fetch(`${registry.url}asyncstatus`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(anonymous.status).toBe(401);
  } finally {
    await registry.close();
  }
});
