import type { OperationId } from "@asyncstatus/client";
import { type Interaction, loggedIn } from "./interaction.ts";
import { basic, bearer } from "./users.ts";

/** A request in its plainest form: what is sent, and how the client is had to send it. */
export interface PlainAct extends Pick<Interaction, "sent" | "act"> {
  /** How the request is called in descriptions. */
  readonly name: string;
}

const sent = { authorization: bearer };

/** Every request in its plainest form. */
export const plainActs: Readonly<Record<OperationId, PlainAct>> = {
  requestToken: {
    name: "a request for a token",
    sent: { authorization: basic("administrator") },
    act: loggedIn(async () => undefined),
  },
  getAsyncStatus: {
    name: "a look at asyncstatus",
    sent,
    act: loggedIn((sbc) => sbc.status()),
  },
  getConfigurationVersions: {
    name: "a look at the versions",
    sent,
    act: loggedIn((sbc) => sbc.versions()),
  },
  getSupportedVersions: {
    name: "a look at the versions that are served",
    sent,
    act: loggedIn((sbc) => sbc.supportedVersions()),
  },
  getSystemStatus: {
    name: "a look at the status of the system",
    sent,
    act: loggedIn((sbc) => sbc.systemStatus()),
  },
  lockConfiguration: {
    name: "a request for the lock",
    sent,
    act: loggedIn((sbc) => sbc.lock()),
  },
  unlockConfiguration: {
    name: "a release of the lock",
    sent,
    act: loggedIn(async (sbc) => (await sbc.lock()).release()),
  },
  saveVerifyOrRestore: {
    name: "a save",
    sent: { ...sent, query: { action: "save" } },
    act: loggedIn(async (sbc) => (await sbc.save()).submission),
  },
  activateOrBackUp: {
    name: "an activate",
    sent: { ...sent, query: { action: "activate" } },
    act: loggedIn(async (sbc) => (await sbc.activate()).submission),
  },
  reboot: { name: "a reboot", sent, act: loggedIn((sbc) => sbc.reboot()) },
  switchOver: { name: "a switchover", sent, act: loggedIn((sbc) => sbc.switchOver()) },
};
