import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configFolder, stateFolder } from "./folders.ts";

const ownHome = userInfo().homedir;

test.each([
  { env: {}, homeDir: "/home/me", home: "/home/me" },
  { env: {}, homeDir: "", home: ownHome },
  { env: {}, homeDir: "relative", home: ownHome },
  {
    env: { XDG_CONFIG_HOME: ".", XDG_STATE_HOME: "state" },
    homeDir: "/home/me",
    home: "/home/me",
  },
  { env: { XDG_CONFIG_HOME: "", XDG_STATE_HOME: "" }, homeDir: "/home/me", home: "/home/me" },
])("with $env and the home $homeDir, the folders are in $home", ({ env, homeDir, home }) => {
  expect(configFolder({ env, homeDir, platform: "linux" })).toBe(
    join(home, ".config", "asyncstatus"),
  );
  expect(stateFolder({ env, homeDir, platform: "linux" })).toBe(
    join(home, ".local", "state", "asyncstatus"),
  );
});

test("absolute folders of XDG count", () => {
  const env = { XDG_CONFIG_HOME: "/c", XDG_STATE_HOME: "/s" };
  const io = { env, homeDir: "/home/me", platform: "linux" } as const;
  expect(configFolder(io)).toBe("/c/asyncstatus");
  expect(stateFolder(io)).toBe("/s/asyncstatus");
});

const support = "/Users/me/Library/Application Support/asyncstatus";
const me = "C:\\Users\\me";
const appData = { APPDATA: "D:\\Roaming", LOCALAPPDATA: "D:\\Local" };

test.each([
  ["darwin", {}, "/Users/me", support, support],
  ["darwin", { XDG_CONFIG_HOME: "/c", ...appData }, "/Users/me", "/c/asyncstatus", support],
  ["win32", appData, me, "D:\\Roaming\\asyncstatus", "D:\\Local\\asyncstatus"],
  [
    "win32",
    { APPDATA: "Roaming" },
    me,
    `${me}\\AppData\\Roaming\\asyncstatus`,
    `${me}\\AppData\\Local\\asyncstatus`,
  ],
  [
    "linux",
    appData,
    "/home/me",
    "/home/me/.config/asyncstatus",
    "/home/me/.local/state/asyncstatus",
  ],
] as const)(
  "on %s with %j, the folders are those of the platform",
  (platform, env, homeDir, config, state) => {
    const io = { env, homeDir, platform };
    expect([configFolder(io), stateFolder(io)]).toEqual([config, state]);
  },
);
