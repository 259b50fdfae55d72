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
  expect(configFolder({ env, homeDir })).toBe(join(home, ".config", "asyncstatus"));
  expect(stateFolder({ env, homeDir })).toBe(join(home, ".local", "state", "asyncstatus"));
});

test("absolute folders of XDG count", () => {
  const io = { env: { XDG_CONFIG_HOME: "/c", XDG_STATE_HOME: "/s" }, homeDir: "/home/me" };
  expect(configFolder(io)).toBe("/c/asyncstatus");
  expect(stateFolder(io)).toBe("/s/asyncstatus");
});
