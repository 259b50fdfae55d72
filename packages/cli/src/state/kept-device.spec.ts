import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSelfSignedCertificate } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { createWorld } from "../testing/world.ts";
import { keptDevice } from "./kept-device.ts";

const address = "127.0.0.1";

async function withFile(content: string) {
  const { io, home } = await createWorld();
  const folder = join(home, ".local/state/asyncstatus/serve");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${address}.json`), content, { mode: 0o600 });
  return io;
}

test("keeps what it has created", async () => {
  const { io } = await createWorld();
  const kept = await keptDevice(io, address);
  expect(await keptDevice(io, address)).toEqual(kept);
  expect(await keptDevice(io, "::1")).not.toEqual(kept);
});

test("replaces a certificate that has expired, and keeps the password", async () => {
  const certificate = await createSelfSignedCertificate([address], new Date("2020-01-01"));
  const io = await withFile(JSON.stringify({ certificate, password: "kept" }));
  const kept = await keptDevice({ ...io, clock: { ...io.clock, date: () => new Date() } }, address);
  expect(kept.password).toBe("kept");
  expect(kept.certificate.cert).not.toBe(certificate.cert);
});

test.each(["{}", "not JSON", '{"certificate":{"cert":1,"key":"k"},"password":"p"}'])(
  "refuses %s, and doesn't quote it",
  async (content) => {
    const io = await withFile(content);
    await expect(keptDevice(io, address)).rejects.toThrow(/\.json: not a file of serve --keep$/);
  },
);
