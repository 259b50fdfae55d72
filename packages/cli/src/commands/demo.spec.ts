import { systemClock } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { openTransport } from "../connection/open-transport.ts";
import { readCertificate } from "../connection/read-certificate.ts";
import { FakeTerminal } from "../testing/fake-terminal.ts";
import { runDemo } from "./demo.ts";

test("demo shows a commit that succeeds and one that fails", async () => {
  const shown = new FakeTerminal();
  const code = await runDemo(
    {
      stdin: shown.stdin,
      stdout: shown.stdout,
      stderr: shown.stderr,
      env: {},
      cwd: ".",
      platform: "linux",
      homeDir: ".",
      clock: systemClock,
      random: Math.random,
      openTransport: async (tls) => openTransport(tls),
      readCertificate,
      onInterrupt: () => () => {},
      runCommand: async () => undefined,
      quit: () => {},
    },
    20,
  );
  expect(code).toBe(0);
  expect(shown.stdoutText).toContain("Succeeded: version 2 is now running (was 1)");
  expect(shown.stdoutText).toContain(
    'Failed: the device reported during activate: realm "core" refers to network-interface "M00", which does not exist',
  );
  expect(shown.stdoutText).toContain("Version 3 is saved, but version 2 is running");
});
