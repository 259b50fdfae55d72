import { expect, test } from "vitest";
import { loggingTransport } from "./logging-transport.ts";

test.each(["canary-in-\nthe-mine", "Y2FuYXJ5LWlu\nLXRoZS1taW5l"])(
  "hides a secret with a line break: %j",
  async (text) => {
    const logged: string[] = [];
    const transport = loggingTransport(
      {
        request: async () => ({
          status: 404,
          headers: {},
          body: new TextEncoder().encode(`<a>${text}</a>`),
        }),
        close: async () => {},
      },
      { user: "admin", password: "canary-in-the-mine" },
      (line) => {
        logged.push(line);
      },
    );
    await transport.request({
      method: "GET",
      url: new URL("https://192.0.2.1/rest/v1.2/admin/asyncstatus"),
      headers: {},
    } as never);
    expect(logged.join("\n")).not.toMatch(/canary|Y2FuYXJ5|LXRoZS1/);
  },
);
