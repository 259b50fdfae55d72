import { type RestVersion, restVersions } from "@asyncstatus/client";
import type { SystemStatusData } from "@asyncstatus/model";
import type { State } from "../../src/index.ts";
import { answerOf, type Interaction, loggedIn } from "./interaction.ts";
import { bearer, tokenOf } from "./users.ts";

const count = "^\\d+$";
const percent = "^(100|[1-9]?\\d)$";
const name = "^\\S+$";

/** Looks at what else tells that something has happened: versions and system status. */
export function looksAtWitnesses(version: RestVersion): Interaction[] {
  const given = (device: State, ...more: State[]) =>
    [device, tokenOf("administrator"), ...more] as const;
  const common = { version, sent: { authorization: bearer } };
  const alone: State = { name: "a device stands alone", params: {} };

  const versions = (description: string, currentVersion: number, ...more: State[]): Interaction => {
    const configVersions = { currentVersion, runningVersion: 1 };
    return {
      ...common,
      description,
      given: given(alone, ...more),
      operationId: "getConfigurationVersions",
      // Which of the two is ahead is the meaning, and it is exact.
      answer: answerOf(200, "ConfigurationVersionsResponse", { configVersions }),
      act: loggedIn((sbc) => sbc.versions()),
      want: configVersions,
    };
  };
  const system = (description: string, device: State, data: SystemStatusData): Interaction => ({
    ...common,
    description,
    given: given(device),
    operationId: "getSystemStatus",
    answer: answerOf(200, "SystemStatusResponse", data, {
      uptimeSeconds: count,
      upTime: count,
      hostName: name,
      healthScorePercent: percent,
      haPeerName: name,
      haSwitchOvers: count,
    }),
    act: loggedIn((sbc) => sbc.systemStatus()),
    want: data,
  });
  const standing = {
    hostName: "sbc",
    systemState: "online",
    role: "standalone",
    healthScorePercent: 100,
  } as const;
  const peer = (role: "active" | "standby", haPeerRole: "active" | "standby") => ({
    uptimeSeconds: 60,
    ...standing,
    role,
    haPeerName: "peer",
    haPeerRole,
    haSwitchOvers: 0,
  });
  return [
    versions("a look at the versions while the saved configuration runs", 1),
    versions("a look at the versions while the saved configuration does not run yet", 2, {
      name: "the saved configuration is newer than the running one",
      params: {},
    }),
    system("a look at the status of a system that stands alone", alone, {
      uptimeSeconds: 60,
      ...standing,
    }),
    system(
      "a look at the status of a system that tells its uptime as upTime",
      { name: "a device tells its uptime as upTime", params: {} },
      { upTime: 60, ...standing },
    ),
    system(
      "a look at the status of the active system of a pair",
      { name: "a device is the active one of a pair", params: {} },
      peer("active", "standby"),
    ),
    system(
      "a look at the status of the standby system of a pair",
      { name: "a device is the standby of a pair", params: {} },
      peer("standby", "active"),
    ),
    ...looksAtSupportedVersions(version),
  ];
}

/** The path of this request has no version, and so its answers have the form of the newest. */
function looksAtSupportedVersions(version: RestVersion): Interaction[] {
  const [newest, ...older] = restVersions;
  if (version !== newest) return [];
  const look = (description: string, device: State, otherVersions: string[]): Interaction => ({
    version,
    description,
    given: [device, tokenOf("administrator")],
    operationId: "getSupportedVersions",
    sent: { authorization: bearer },
    answer: answerOf(200, "SupportedVersionsResponse", {
      supportedVersions: { latestVersion: newest, otherVersions },
    }),
    act: loggedIn((sbc) => sbc.supportedVersions()),
    want: { latestVersion: newest, otherVersions },
  });
  return [
    look(
      "a look at the versions that are served, which are all of them",
      { name: "a device stands alone", params: {} },
      older.toReversed(),
    ),
    look(
      "a look at the versions that are served, which is one only",
      { name: "a device serves one REST version only", params: { version } },
      [],
    ),
  ];
}
