import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { basic, createRestClient, operator } from "../testing/rest-client.ts";
import {
  type Assumption,
  type Assumptions,
  assumptionsList,
  defaultAssumptions,
} from "./assumptions.ts";
import { Device } from "./device.ts";

const list = Object.entries<Assumption>(assumptionsList);

test("the defaults are those of the list, and each is one of the choices", () => {
  expect(Object.keys(defaultAssumptions)).toEqual(Object.keys(assumptionsList));
  for (const [name, assumption] of list) {
    expect(defaultAssumptions).toHaveProperty(name, assumption.default);
    if (assumption.kind === "choice") {
      expect(Object.keys(assumption.choices), name).toContain(assumption.default);
    }
  }
});

test.each(list)(
  "%s has a question, a reason and several choices, in sentences",
  (_, assumption) => {
    const texts = [assumption.question, assumption.reason];
    if (assumption.kind === "choice") {
      texts.push(...Object.values(assumption.choices));
      expect(Object.keys(assumption.choices).length).toBeGreaterThan(1);
    }
    for (const text of texts) expect(text).toMatch(/^[A-Z`].*[.?]$/);
  },
);

const admin = { name: "admin", password: "canary-in-the-mine", administrator: true };

function create(assumptions: Partial<Assumptions>) {
  const clock = new ManualClock();
  const device = new Device({ clock, users: [admin], peerName: "peer", assumptions, seed: 1 });
  const token = device.findToken(device.issueToken(admin)) ?? "no token";
  const pass = (ms: number) => clock.advance(ms);
  const status = () => device.asyncStatus().operationState ?? "blank";
  return { device, token, pass, status };
}

const form = (body: string) => ({
  headers: { authorization: basic(operator), "content-type": "application/x-www-form-urlencoded" },
  body,
});

const outcomeOf = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return `${error}`;
  }
};

const rebooted = (given: ReturnType<typeof create>) => {
  given.device.reboot();
  given.pass(4_500);
  given.device.issue("save", { by: "ACLI" });
  given.pass(100_000);
};
const switchedOver = (given: ReturnType<typeof create>) => {
  given.device.switchOver();
  given.device.issue("activate", { by: "ACLI" });
  given.pass(3_000 - 1);
};

/** A situation for each assumption whose end depends on it. */
const situations: { [Name in keyof Assumptions]: (given: Partial<Assumptions>) => unknown } = {
  secondRequest(given) {
    const { device, pass } = create(given);
    device.edit();
    device.issue("save", { by: "ACLI" });
    const second = outcomeOf(() => device.issue("activate", { by: "ACLI" }));
    // If both run at the same time, the activate has ended by now; queued, it has not.
    pass(3_500);
    return [second, device.asyncStatus(), device.configurationVersions()];
  },
  registrationDelay(given) {
    const { device, status } = create(given);
    device.issue("save", { by: "ACLI" });
    return status();
  },
  failureText(given) {
    const { device, pass, status } = create(given);
    device.edit({ fault: "No interface." });
    device.issue("verify", { by: "ACLI" });
    pass(11_000);
    return status();
  },
  saveVerifies(given) {
    const { device, pass, status } = create(given);
    device.issue("save", { by: "ACLI" });
    return Array.from({ length: 5 }, () => {
      pass(400);
      return status();
    });
  },
  versionsLag(given) {
    const { device, pass } = create(given);
    device.edit();
    device.issue("save", { by: "ACLI" });
    pass(1_000);
    return device.configurationVersions();
  },
  resultExpires(given) {
    const { device, pass, status } = create(given);
    device.issue("save", { by: "ACLI" });
    pass(61_000);
    return status();
  },
  statusAfterReboot(given) {
    const made = create(given);
    rebooted(made);
    return made.status();
  },
  interruptedRequest(given) {
    const made = create({ statusAfterReboot: "kept", ...given });
    rebooted(made);
    return made.status();
  },
  statusAfterSwitchover(given) {
    const made = create(given);
    switchedOver(made);
    made.pass(1);
    return made.status();
  },
  requestAtSwitchover(given) {
    const made = create(given);
    made.device.issue("verify", { by: "ACLI" });
    made.pass(1_000);
    switchedOver(made);
    made.pass(10_000);
    return made.status();
  },
  sessionsAfterSwitchover(given) {
    const { device, pass, token } = create(given);
    device.lock(token);
    device.switchOver();
    pass(3_000);
    return outcomeOf(() => device.requireLock(token));
  },
  addressAfterSwitchover(given) {
    const { device, pass } = create(given);
    device.switchOver();
    pass(3_000);
    return device.systemStatus();
  },
  configurationAfterReboot(given) {
    const { device, pass } = create(given);
    device.edit({ text: "saved" });
    device.issue("save", { by: "ACLI" });
    pass(1_000);
    device.reboot();
    pass(100_000);
    return [device.configurations().running.text, device.configurationVersions()];
  },
  unsavedAfterReboot(given) {
    const { device, pass } = create(given);
    device.edit({ text: "edited" });
    device.reboot();
    pass(100_000);
    return device.configurations().editing.text;
  },
  saveWithoutChange(given) {
    const { device, pass } = create(given);
    device.issue("save", { by: "ACLI" });
    pass(1_000);
    return device.configurationVersions();
  },
  activateWithFault(given) {
    const { device, pass, status } = create(given);
    device.edit({ fault: "No interface." });
    device.issue("save", { by: "ACLI" });
    pass(1_000);
    device.issue("activate", { by: "ACLI" });
    pass(3_000);
    return [status(), device.configurationVersions()];
  },
  restoreGoesTo(given) {
    const { device, pass } = create(given);
    device.edit({ text: "edited" });
    device.issue("save", { by: "ACLI" });
    pass(1_000);
    device.issue({ operation: "restore", restoreSource: "running" }, { by: "ACLI" });
    pass(1_000);
    return [device.configurations().saved.text, device.configurationVersions()];
  },
  unsavedAtUnlock(given) {
    const { device, token } = create(given);
    device.lock(token);
    device.edit({ text: "unsaved" });
    device.unlock(token);
    return device.configurations().editing;
  },
  changesOnStandby(given) {
    const made = create(given);
    switchedOver(made);
    made.pass(1);
    const { device, token } = made;
    const element = { type: "host-route", attributes: { "dest-network": "192.0.2.0" } };
    return [
      () => device.edit({ text: "edited" }, { by: "GUI" }),
      () => device.addElement(element, { by: token }),
      () => device.changeElement(element, { by: token }),
      () => device.deleteElement(element, { by: token }),
      () => device.issue("save", { by: "ACLI" }),
      () => device.issue("verify", { by: "ACLI" }),
    ].map(outcomeOf);
  },
  lockBinds(given) {
    const { device, token } = create(given);
    device.lock(token);
    return [
      outcomeOf(() => device.issue("save", { by: "ACLI" })),
      outcomeOf(() => device.edit({}, { by: "GUI" })),
    ];
  },
  lockAgain(given) {
    const { device, token } = create(given);
    device.lock(token);
    return outcomeOf(() => device.lock(token));
  },
  renewedToken(given) {
    const { device } = create(given);
    const text = device.issueToken(admin);
    device.renewToken(admin, text);
    return device.findToken(text) !== undefined;
  },
  async tokenIn(given) {
    const { ask, logIn } = createRestClient({ assumptions: given });
    return (await ask("requestToken", form(await logIn(operator)))).status;
  },
  async unknownForm(given) {
    const { ask } = createRestClient({ assumptions: given });
    return (await ask("requestToken", form("a=b"))).status;
  },
  async tokenField(given) {
    const { ask, logIn } = createRestClient({ assumptions: given });
    const token = await logIn(operator);
    return (await ask("requestToken", form(`token=${encodeURIComponent(token)}`))).status;
  },
  async unknownParameter(given) {
    const { ask, logIn } = createRestClient({ assumptions: given });
    return (await ask("getAsyncStatus", { token: await logIn(), query: "more=1" })).status;
  },
  uptimeElement(given) {
    return create(given).device.systemStatus();
  },
  uptimeStep(given) {
    const { device, pass } = create(given);
    pass(61_000);
    return device.systemStatus();
  },
  systemStatusAge(given) {
    const { device, pass } = create(given);
    device.systemStatus();
    pass(1_000);
    return device.systemStatus();
  },
  async errorItems(given) {
    return (await createRestClient({ assumptions: given }).ask("getAsyncStatus")).text;
  },
  backupInV1_0(given) {
    const { device, pass } = create(given);
    device.issue("save", { by: "ACLI" });
    pass(1_000);
    device.issue(
      { operation: "backup", backupSource: "running", filename: "monday" },
      { by: "ACLI" },
    );
    return device.asyncStatus("v1.0");
  },
};

const values = (assumption: Assumption): (string | number)[] => {
  switch (assumption.kind) {
    case "choice":
      return Object.keys(assumption.choices);
    case "duration":
      return [assumption.default, "1 min"];
    case "text":
      return [assumption.default, "other"];
  }
};

test.each(list)("each value of %s changes the behavior", async (name, assumption) => {
  // Object.entries loses the type of the names.
  const situation = situations[name as keyof Assumptions];
  const ends = await Promise.all(
    values(assumption).map(async (value) => JSON.stringify(await situation({ [name]: value }))),
  );
  expect(new Set(ends).size, ends.join("\n")).toBe(ends.length);
});
