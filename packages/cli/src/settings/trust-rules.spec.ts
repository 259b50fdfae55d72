import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEndpoint } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { chooseTrust } from "../connection/choose-trust.ts";
import { pinName, writePins } from "../connection/pinned-certificates.ts";
import { passwordSource } from "../connection/read-password.ts";
import { createWorld, host } from "../testing/world.ts";
import { readSettings, readSettingsFile } from "./read-settings-file.ts";
import { type Layer, mergeSettings, type Settings, type Sourced } from "./resolve-settings.ts";
import {
  authenticationOrder,
  countsFor,
  type GuardedSetting,
  guardedSettings,
  mayContain,
  type TrustLevel,
  trustLevels,
} from "./trust-rules.ts";

const layerOf: Readonly<Record<TrustLevel, Layer>> = {
  flag: "flag",
  environment: "environment",
  own: "user",
  named: "inventory",
  folder: "folder",
};

function from<Value>(trust: TrustLevel, value: Value): Sourced<Value> {
  return { value, trust, layer: layerOf[trust], source: trust };
}

const endpoint = parseEndpoint(host);
const fingerprint = (digits: string) => Array(32).fill(digits).join(":");

/** The rule once more, in words: never for a host of a less trusted source, and options, environment and your own files are equal. */
function isAllowed(setting: GuardedSetting, source: TrustLevel, of: TrustLevel): boolean {
  const isOwn = ["flag", "environment", "own"].includes(source);
  if (setting !== "certificate" && !isOwn) return false;
  if (setting === "password") return ["flag", "environment", "own"].includes(of);
  return isOwn || trustLevels.indexOf(source) <= trustLevels.indexOf(of);
}

const cells = guardedSettings.flatMap((setting) =>
  trustLevels.flatMap((source) =>
    trustLevels.map((of) => ({ setting, source, of, allowed: isAllowed(setting, source, of) })),
  ),
);

test.each(cells)("$setting of $source counts for a host of $of: $allowed", (cell) => {
  const { setting, source, of, allowed } = cell;
  expect(countsFor(setting, source, of)).toBe(allowed);
});

test.each(cells.filter(({ setting }) => setting === "password"))(
  "sends a password from $source to a host from $of: $allowed",
  async ({ source, of, allowed }) => {
    const { io } = await createWorld();
    const settings: Settings = { host: from(of, [host]), passwordFile: from(source, "/file") };
    const select = () => passwordSource(io, settings, false);
    if (allowed) expect(select()).toMatchObject({ kind: "file", value: "/file" });
    else expect(select).toThrow(`refusing to send the password from ${source} to a host that only`);
  },
);

test.each(trustLevels)(
  "sends ASYNCSTATUS_PASSWORD and a typed password to a host from %s",
  async (of) => {
    const { io } = await createWorld();
    const settings: Settings = { host: from(of, [host]) };
    const env = { ASYNCSTATUS_PASSWORD: "secret" };
    const isOwn = ["flag", "environment", "own"].includes(of);
    for (const [select, kind] of [
      [() => passwordSource({ ...io, env }, settings, false), "variable"],
      [() => passwordSource(io, settings, true), "stdin"],
    ] as const) {
      if (isOwn) expect(select()).toEqual({ kind });
      else expect(select).toThrow("refusing to send the password");
    }
    const stdin = { ...io.stdin, isTerminal: true };
    expect(passwordSource({ ...io, stdin }, settings, false)).toEqual({ kind: "prompt" });
  },
);

const certificates = {
  fingerprint: fingerprint("AB"),
  ca: "/ca.pem",
  serverName: "sbc.example",
} as const;

test.each(
  cells
    .filter(({ setting }) => setting === "certificate")
    .flatMap((cell) =>
      Object.entries(certificates).map(([name, value]) => ({ ...cell, name, value })),
    ),
)("checks the certificate using $name from $source for a host from $of: $allowed", async (cell) => {
  const { name, value, source, of, allowed } = cell;
  const { io, home } = await createWorld();
  writeFileSync(join(home, "ca.pem"), "PEM");
  const given = name === "ca" ? join(home, "ca.pem") : value;
  const settings: Settings = { host: from(of, [host]), [name]: from(source, given) };
  const choose = () => chooseTrust(io, settings, endpoint);
  if (allowed) {
    const option = name === "fingerprint" ? "fingerprint256" : name;
    expect(choose().tls).toEqual({ [option]: name === "ca" ? "PEM" : value });
  } else expect(choose).toThrow(`${source} can't override the certificate check for a host`);
});

test.each(
  trustLevels.flatMap((source) =>
    (
      [
        ["passwordFile", "/file", "password"],
        ["passwordCommand", "true", "password"],
        ["fingerprint", fingerprint("AB"), "certificate"],
        ["ca", "/ca.pem", "certificate"],
        ["serverName", "sbc", "certificate"],
        ["insecure", "true", "insecure"],
        ["profile", "lab", "profile"],
        ["host", host, undefined],
        ["user", "admin", undefined],
        ["timeout", "1m", undefined],
      ] as const
    ).map(([name, value, guarded]) => ({ source, name, value, guarded })),
  ),
)("a file that counts as $source may contain $name", async ({ source, name, value, guarded }) => {
  const { home } = await createWorld();
  const file = join(home, "file.yaml");
  writeFileSync(file, `${name}: ${JSON.stringify(value)}\n`);
  const section = await readSettingsFile(file);
  const read = () => section && readSettings(section, ["profile"], source, "");
  const isOwn = ["flag", "environment", "own"].includes(source);
  if (!guarded || guarded === "certificate" || isOwn) {
    expect(read()).toBeDefined();
    if (guarded) expect(mayContain(source, guarded)).toBe(true);
  } else
    expect(read).toThrow(
      `file.yaml:1: ${name} is allowed only in your own settings file and in folders that you trust`,
    );
});

// The strongest of what is stated authenticates the device, whatever else is stated.
test.each(authenticationOrder.map((strongest, rank) => ({ strongest, rank })))(
  "authenticates a device by $strongest even if everything less trusted is also set",
  async ({ strongest, rank }) => {
    const { io } = await createWorld();
    const stated = authenticationOrder.slice(rank);
    const settings = stated.map((what): Settings => {
      if (what === "unchecked") return { insecure: from("environment", true) };
      if (what === "pin" || what === "system") return {};
      return { fingerprint: from(what, [fingerprint(`0${trustLevels.indexOf(what)}`)]) };
    });
    if (stated.includes("pin")) {
      const pin = { fingerprint256: fingerprint("FF"), since: "2026-01-01" };
      mkdirSync(io.homeDir, { recursive: true });
      writePins(io, new Map([[pinName(endpoint), [pin]]]));
    }
    const merged = { ...mergeSettings(...settings), host: from("folder", [host]) };
    const { by, tls } = chooseTrust(io, merged, endpoint);
    if (strongest === "pin") expect(by.kind).toBe("pin");
    else if (strongest === "unchecked") expect(tls).toEqual({ insecure: true });
    else if (strongest === "system") expect(tls).toEqual({});
    else expect(by).toEqual({ kind: "setting", source: strongest });
  },
);

test.each(["flag", "environment", "own"] as const)(
  "insecure of %s replaces a pin and a CA only as an option",
  async (source) => {
    const { io } = await createWorld();
    const pin = { fingerprint256: fingerprint("FF"), since: "2026-01-01" };
    const settings: Settings = {
      host: from("flag", [host]),
      insecure: from(source, true),
    };
    expect(chooseTrust(io, settings, endpoint).by.kind).toBe("nothing");
    const withFingerprint = { ...settings, fingerprint: from("own", [fingerprint("AB")]) };
    const expected = (kind: string) => (source === "flag" ? "nothing" : kind);
    expect(chooseTrust(io, withFingerprint, endpoint).by.kind).toBe(expected("setting"));
    writePins(io, new Map([[pinName(endpoint), [pin]]]));
    expect(chooseTrust(io, settings, endpoint).by.kind).toBe(expected("pin"));
  },
);

test("a less trusted source can't set the name that a CA is checked for", async () => {
  const { io, home } = await createWorld();
  const ca = join(home, "ca.pem");
  writeFileSync(ca, "PEM");
  const settings: Settings = {
    host: from("folder", [host]),
    ca: from("own", ca),
    serverName: from("folder", "evil.example"),
  };
  expect(() => chooseTrust(io, settings, endpoint)).toThrow(
    "folder can't set the name that own is checked for",
  );
});
