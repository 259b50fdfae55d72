import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveHosts } from "../connection/resolve-targets.ts";
import { exitCodes } from "../run/exit-codes.ts";
import { createWorld } from "../testing/world.ts";
import { expandRanges } from "./expand-ranges.ts";

/** Reads an inventory: the settings and the properties of each host. */
async function read(name: string, text: string) {
  const { io, home } = await createWorld();
  const inventory = join(home, name);
  writeFileSync(inventory, text);
  const hosts = await resolveHosts(
    { ...io, env: { ASYNCSTATUS_TRUST_FOLDER: home } },
    { inventory },
  );
  return hosts.map(({ host, settings, fleet }) => ({
    host,
    ...Object.fromEntries(
      Object.entries(settings)
        .filter(([key]) => key !== "host")
        .map(([key, { value }]) => [key, value]),
    ),
    ...fleet,
  }));
}

const ini = `# Frankfurt and Berlin
mail.example
[fra]
sbc-fra-[01:02].example asyncstatus_site=fra ansible_user=monitor
[ber]
sbc-ber ansible_host=192.0.2.9
[sbc:children]
fra
ber
[sbc:vars]
asyncstatus_user = "the admin"
asyncstatus_request_timeout=10s
ansible_connection=httpapi
ansible_password=never read
[ber:vars]
asyncstatus_request_timeout=20s
[all:vars]
asyncstatus_user=guest
`;

const yaml = `all:
  vars: { asyncstatus_user: guest }
  hosts:
    mail.example:
  children:
    sbc:
      vars: { asyncstatus_user: the admin, asyncstatus_request_timeout: 10s, ansible_password: never read }
      children:
        fra:
          hosts:
            sbc-fra-[01:02].example: { asyncstatus_site: fra, ansible_user: monitor }
        ber:
          vars: { asyncstatus_request_timeout: 20 }
          hosts:
            sbc-ber: { ansible_host: 192.0.2.9 }
`;

test.each([
  ["hosts", ini],
  ["hosts.ini", ini],
  ["hosts.yaml", yaml],
])("reads the groups, variables and ranges of the Ansible inventory %s", async (name, text) => {
  const fra = { site: "fra", user: "the admin", requestTimeout: 10_000 };
  expect(await read(name, text)).toEqual([
    { host: "mail.example", user: "guest" },
    { host: "sbc-fra-01.example", ...fra },
    { host: "sbc-fra-02.example", ...fra },
    { host: "192.0.2.9", user: "the admin", requestTimeout: 20_000 },
  ]);
});

const labeledIni = `[fra]
a
b asyncstatus_label_role=core asyncstatus_label_rack="row 4"
[fra:vars]
asyncstatus_label_role=access
asyncstatus_label_in_use=yes
`;
const labeledYaml = `fra:
  vars: { asyncstatus_labels: { role: access, in_use: "yes" } }
  hosts:
    a:
    b: { asyncstatus_label_role: core, asyncstatus_label_rack: row 4 }
`;

test.each([
  ["hosts", labeledIni],
  ["hosts.yaml", labeledYaml],
])("reads the labels of the Ansible inventory %s", async (name, text) => {
  expect(await read(name, text)).toEqual([
    { host: "a", labels: { role: "access", in_use: "yes" } },
    { host: "b", labels: { role: "core", in_use: "yes", rack: "row 4" } },
  ]);
});

test("reads a list of hosts", async () => {
  const text = "# lab\r\n192.0.2.1\r\n\r\nsbc-1:8443  # rack 4\r\n[2001:db8::1]:8443\r\n";
  expect(await read("hosts.txt", text)).toEqual([
    { host: "192.0.2.1" },
    { host: "sbc-1:8443" },
    { host: "[2001:db8::1]:8443" },
  ]);
});

test("reads quotes and a # in a value", async () => {
  const text = `a asyncstatus_user="x y" asyncstatus_site='b"c' asyncstatus_group=d#1 # e\n`;
  expect(await read("hosts", text)).toEqual([
    { host: "a", user: "x y", site: 'b"c', group: "d#1" },
  ]);
});

test.each([
  ["sbc[01:03]", ["sbc01", "sbc02", "sbc03"]],
  ["sbc[8:12:2].x", ["sbc8.x", "sbc10.x", "sbc12.x"]],
  ["[a:b][1:2]", ["a1", "a2", "b1", "b2"]],
  ["sbc", ["sbc"]],
  ["sbc[2:1]", undefined],
  ["sbc[1:a]", undefined],
  ["sbc[1:20000]", undefined],
  ["sbc[1:200][1:200]", undefined],
])("expands %s", (pattern, want) => {
  expect(expandRanges(pattern)).toEqual(want);
});

test.each([
  ["hosts", "192.0.2.1 192.0.2.2", "hosts:1: expected KEY=VALUE"],
  ["hosts", "a\nsbc[3:1]", "hosts:2: invalid range"],
  ["hosts", "user: admin", "hosts:1: expected a host"],
  ["hosts", "[sbc:parents]", "hosts:1: expected [GROUP:vars] or [GROUP:children]"],
  ["hosts", "[a]\nx\n[b:children]\nc", "hosts:4: no such group"],
  ["hosts", "[a]\nx\n[b:vars]\nk=1", "hosts:3: no such group"],
  ["hosts", "[a:children]\nb\n[b:children]\na", "hosts:4: the group contains itself"],
  ["hosts", 'x asyncstatus_user="y', "hosts:1: expected a closing quote"],
  ["hosts", "x asyncstatus_usr=y", 'hosts:1: unknown setting "usr"'],
  ["hosts", "x asyncstatus_password=y", "hosts:1: a settings file can't contain a password"],
  ["hosts", "x\n[ungrouped:vars]\nasyncstatus_timeout=soon", "hosts:3: timeout: expected a time"],
  ["hosts", "x asyncstatus_fingerprint=AB", "hosts:1: fingerprint: expected the SHA-256 of a"],
  ["hosts", "x asyncstatus_label_role=", "hosts:1: labels: expected texts by name"],
  ["hosts", "x asyncstatus_labels=role", "hosts:1: labels: expected texts by name"],
  ["hosts.yaml", 'hosts:\n  - { host: x, pair: "a\\nb" }', "hosts.yaml:2: pair: expected a text"],
  ["hosts.yaml", "all:\n  host: {}", "hosts.yaml:2: expected hosts, vars or children"],
  ["hosts.yaml", "all:\n  hosts: [a]", "hosts.yaml:2: expected a map of settings"],
])("refuses %s with %j", async (name, text, says) => {
  const world = await createWorld();
  const inventory = join(world.home, name);
  writeFileSync(inventory, text);
  await world.run("config", "trust", world.home);
  const { code, stderr } = await world.run("status", "--inventory", inventory);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test("an inventory in another folder sets no password, and its hosts get none of yours", async () => {
  const world = await createWorld();
  const inventory = join(world.home, "hosts");
  writeFileSync(inventory, "192.0.2.2 asyncstatus_password_command=id\n");
  const { stderr } = await world.run("status", "--inventory", inventory);
  expect(stderr).toContain(
    "hosts:1: passwordCommand is allowed only in your own settings file and in folders that you trust",
  );
});

test("reads many groups that share their children at once", async () => {
  const levels = Array.from({ length: 60 }, (_, level) =>
    ["a", "b"].map((name) => `[${name}${level + 1}:children]\na${level}\nb${level}\n`).join(""),
  );
  const text = `[a0]\nx\n[b0]\ny asyncstatus_user=own\n${levels.join("")}[a9:vars]\nasyncstatus_user=a\n`;
  expect(await read("hosts", text)).toEqual([
    { host: "x", user: "a" },
    { host: "y", user: "own" },
  ]);
});
