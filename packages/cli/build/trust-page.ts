import {
  authenticationOrder,
  type GuardedSetting,
  guardedSettings,
  mayContain,
  type TrustLevel,
  trustLevelNames,
  trustLevels,
  trustRules,
} from "../src/settings/trust-rules.ts";

const settings: Readonly<Record<GuardedSetting, string>> = {
  password: "a password, `passwordFile`, `passwordCommand`",
  certificate: "`ca`, `fingerprint`, `serverName`",
  insecure: "`insecure`",
  profile: "`profile`",
};

const authentication: Readonly<Record<(typeof authenticationOrder)[number], string>> = {
  flag: "`--insecure`, `--fingerprint` or `--ca`",
  environment: "`fingerprint` or `ca` from the environment",
  pin: "the certificate that `asyncstatus trust` pinned",
  own: "`fingerprint` or `ca` from source 3",
  named: "`fingerprint` or `ca` from source 4",
  folder: "`fingerprint` or `ca` from source 5",
  unchecked: "`insecure` from the environment or from source 3: no check",
  system: "the CAs of Node.js and the system",
};

/** Returns the rules of trust as a page of the documentation. */
export function trustPage(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const header = ["source", ...guardedSettings.map((setting) => settings[setting])];
  const rows = trustLevels.map((source) => [
    numberOf(source),
    ...guardedSettings.map((setting) => hostsOf(setting, source)),
  ]);
  return `# Sources of settings

A password from a setting is sent only to a host that you name yourself, and only a more trusted source can override
how a certificate is checked. Sources, most trusted first:

${trustLevels.map((source) => `${numberOf(source)}. ${trustLevelNames[source]}`).join("\n")}

The table shows which settings each source may contain, and which hosts they apply to, by the source that names the
host:

${[header, header.map(() => "---"), ...rows].map(row).join("\n")}

All sources may contain the other settings. A password that you type can be sent to any host; the prompt names the host.
A resume file that a command wrote to the default location counts as your own file; one anywhere else is source 4.

A device is authenticated by the first of these that is set:

${authenticationOrder.map((what, index) => `${index + 1}. ${authentication[what]}`).join("\n")}

## Trust a folder

The settings file of the current folder may come from a repository that you don't control. If you do control
everything in the folder, trust it, so that its files count as your own:

\`\`\`sh
asyncstatus config trust FOLDER            # --remove revokes the trust
export ASYNCSTATUS_TRUST_FOLDER=FOLDER     # in a pipeline; an absolute path
\`\`\`

Subfolders aren't included.

## File checks

The program reads settings, pins, password files, CA files and resume files only if they, and every symbolic link on the
way to them, belong to you or to root, and if no other user can change them. A password file that every user can read is
refused; one that is readable by its group causes a warning. Named pipes and device files are refused. On Windows, the
owner and permissions aren't checked.
`;
}

function numberOf(source: TrustLevel): string {
  return String(trustLevels.indexOf(source) + 1);
}

function hostsOf(setting: GuardedSetting, source: TrustLevel): string {
  if (!mayContain(source, setting)) return "not allowed";
  const hosts = trustRules[setting][source];
  if (hosts.length === trustLevels.length) return setting === "profile" ? "allowed" : "every host";
  return `hosts from ${hosts.length === 1 ? "source" : "sources"} ${hosts.map(numberOf).join(", ")}`;
}
