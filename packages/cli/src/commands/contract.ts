import {
  type CommandOption,
  type OptionValues,
  verifyOptions,
} from "@asyncstatus/contract/options";
import { escapeForTerminal } from "@asyncstatus/model/text";
import { buildRouteMap } from "@stricli/core";
import { completed, knownHosts } from "../completion/candidates.ts";
import type { TargetFlags } from "../connection/resolve-targets.ts";
import { CommandLineError } from "../errors.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { prepareTargets } from "../run/run-on-hosts.ts";
import { parseDurationOption } from "../settings/parse-setting.ts";
import { command } from "./command.ts";
import { argument, connectionFlags } from "./flags.ts";

type VerifyFlags = Omit<TargetFlags, keyof typeof verifyOptions> &
  OptionValues<typeof verifyOptions>;

// The settings of a wait aren't used, and a report is about one device.
const { inventory: _, renewalField: _1, statusLag: _2, ...flags } = connectionFlags;

const verify = command<VerifyFlags, [...words: string[]]>({
  brief: "check that a device follows the specification",
  description: [
    "Checks that a device follows the specification. Only reads, unless you allow",
    "more. Releases the configuration lock before it exits. Exits with 0 if all",
    "checks that ran passed, and with 1 if one failed or is inconclusive, or if the",
    "lock may still be held.",
    "",
    "With --test-element, adds an element that doesn't exist yet to the editing",
    "configuration, reads it, and deletes it, while holding the lock. Saves nothing.",
  ].join("\n"),
  examples: [
    "[options] [HOST] [KEY=VALUE...]",
    "192.0.2.1 --junit report.xml",
    "lab-sbc --allow-operations verify,save",
    "lab-sbc --test-element session-agent hostname=test",
  ],
  flags: { ...flags, ...Object.fromEntries(Object.entries(verifyOptions).map(toFlag)) },
  rest: completed(
    argument(
      "device to verify, instead of --host; attribute of the test element",
      "host|key=value",
    ),
    knownHosts,
  ),
  action: async (io, given, ...words) => {
    try {
      const attributes = words.filter((word) => word.includes("="));
      const [named, ...surplus] = words.filter((word) => !word.includes("="));
      if (surplus.length > 0) throw new CommandLineError("expected one host");
      const { verifyCommand } = await import("@asyncstatus/contract");
      if (named !== undefined && given.host)
        throw new CommandLineError("HOST and --host can't be combined");
      const chosen = named === undefined ? {} : { host: [named] };
      const options = { ...given, ...chosen, restVersion: undefined, requestTimeout: undefined };
      const warn = (text: string) => io.stderr.write(`${escapeForTerminal(text)}\n`);
      const { targets, passwords } = await prepareTargets(io, options, warn);
      const [target, ...more] = targets;
      if (!target || more.length > 0) throw new CommandLineError("expected one host");
      const { restVersion, requestTimeout } = target.settings;
      return await verifyCommand(
        {
          ...given,
          attributes,
          restVersion: given.restVersion ?? (restVersion && [restVersion.value]),
          requestTimeout: given.requestTimeout ?? (requestTimeout && `${requestTimeout.value}ms`),
          url: target.endpoint.origin,
          credentials: { user: target.user, password: await passwords.of(target) },
          tls: target.trust.tls,
          transport: await io.openTransport(target.trust.tls),
          clock: io.clock,
        },
        io,
      );
    } catch (error) {
      return failWithoutDevice(io, error, { command: "contract verify", json: given.json });
    }
  },
});

export const contract = buildRouteMap({
  routes: { verify },
  docs: { brief: "check that a device follows the REST API specification" },
});

function toFlag([name, { kind, brief, placeholder = "value", ...rest }]: [string, CommandOption]) {
  const shown = rest.default === undefined ? brief : `${brief} (default: ${rest.default})`;
  const common = { brief: shown, optional: true, hidden: false } as const;
  if (kind === "switch") return [name, { ...common, kind: "boolean", withNegated: false }];
  return [
    name,
    {
      ...common,
      kind: "parsed",
      parse: String,
      placeholder,
      ...(kind === "list" && { variadic: true }),
      ...(kind === "time" && { parse: (text: string) => `${parseDurationOption(text)}ms` }),
      ...(rest.emptyValue !== undefined && {
        inferEmpty: true,
        parse: (value: string) => value || rest.emptyValue,
      }),
    },
  ];
}
