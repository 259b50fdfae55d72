import { type RestVersion, restVersions } from "@asyncstatus/client";
import type { SwitchOver, SystemStatusData } from "@asyncstatus/model";
import type { State } from "../../src/index.ts";
import { interaction } from "./basic-requests.ts";
import { anyText, type Interaction, responseOf } from "./interaction.ts";
import { standalone, tokenOf } from "./users.ts";

const count = "^\\d+$";
const name = "^\\S+$";
const patterns = {
  uptimeSeconds: count,
  upTime: count,
  hostName: name,
  healthScorePercent: "^(100|[1-9]?\\d)$",
  haPeerName: name,
  haSwitchOvers: count,
  name,
  state: "^(enabled|disabled)$",
  time: anyText,
  oldState: anyText,
  newState: anyText,
  info: anyText,
};

/** Configuration versions, system status and supported versions. */
export function systemAndVersionInteractions(version: RestVersion): Interaction[] {
  const [newest, ...older] = restVersions;
  const admin = tokenOf("administrator");

  const versions = (suffix: string, currentVersion: number, ...states: State[]) => {
    const configVersions = { currentVersion, runningVersion: 1 };
    return interaction(version, "getConfigurationVersions", suffix, {
      given: [standalone, admin, ...states],
      // Exact: which of the two is newer is the meaning.
      response: responseOf(200, "ConfigurationVersionsResponse", { configVersions }),
      want: configVersions,
    });
  };
  const system = (suffix: string, device: State, data: SystemStatusData) =>
    interaction(version, "getSystemStatus", suffix, {
      given: [device, admin],
      response: responseOf(200, "SystemStatusResponse", data, patterns),
      want: data,
    });
  const supported = (suffix: string, device: State, otherVersions: string[]) => {
    const supportedVersions = { latestVersion: newest, otherVersions };
    return interaction(version, "getSupportedVersions", suffix, {
      given: [device, admin],
      response: responseOf(200, "SupportedVersionsResponse", { supportedVersions }),
      want: supportedVersions,
    });
  };

  const common = {
    hostName: "sbc",
    systemState: "online",
    role: "standalone",
    healthScorePercent: 100,
  } as const;
  const inPair = (
    role: "active" | "standby",
    haPeerRole: "active" | "standby",
    switchOverLogs: SwitchOver[],
  ) => ({
    uptimeSeconds: 60,
    ...common,
    role,
    haPeerName: "peer",
    haPeerRole,
    haSwitchOvers: switchOverLogs.length,
    haSyncState: [
      { name: "tSipd", state: "enabled" },
      { name: "tMbcd", state: "disabled" },
    ],
    switchOverLogs,
  });
  return [
    versions(" while the saved configuration is running", 1),
    versions(" while the saved configuration is not running yet", 2, {
      name: "the saved configuration is newer than the running one",
      params: {},
    }),
    system(" to a standalone system", standalone, { uptimeSeconds: 60, ...common }),
    system(
      " to a system that reports its uptime as upTime",
      { name: "a device that reports its uptime as upTime", params: {} },
      { upTime: 60, ...common },
    ),
    system(
      " to the active system of an HA pair",
      { name: "the active device of an HA pair", params: {} },
      inPair("active", "standby", []),
    ),
    system(
      " to the standby system of an HA pair",
      { name: "the standby device of an HA pair", params: {} },
      inPair("standby", "active", [
        {
          time: "2026-11-16T09:30:00.000Z",
          oldState: "Active",
          newState: "Standby",
          info: "Active to Standby",
        },
      ]),
    ),
    // The path has no version, so the response has the form of the newest.
    ...(version === newest
      ? [
          supported(" to a device with all versions", standalone, older.toReversed()),
          supported(
            " to a device with one version",
            { name: "a device with only one REST version", params: { version } },
            [],
          ),
        ]
      : []),
  ];
}
