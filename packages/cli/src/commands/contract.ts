import {
  type CommandOption,
  type OptionValues,
  verifyOptions,
} from "@asyncstatus/contract/options";
import { buildRouteMap } from "@stricli/core";
import { Passwords } from "../connection/passwords.ts";
import { resolveTargets, type TargetFlags } from "../connection/resolve-targets.ts";
import { UsageError } from "../errors.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { argument, command, connectionFlags } from "./command.ts";

type VerifyFlags = Omit<TargetFlags, "host" | keyof typeof verifyOptions> &
  OptionValues<typeof verifyOptions>;

const { host: _host, inventory: _inventory, ...flags } = connectionFlags;

const verify = command<VerifyFlags, [host: string]>({
  brief: "check that a device follows the specification",
  description: [
    "Read-only unless you allow more. Always releases the configuration lock. Exits",
    "with 0 if all checks passed and with 1 if a check failed.",
  ].join("\n"),
  examples: ["HOST", "192.0.2.1 --junit report.xml", "lab-sbc --allow-operations verify,save"],
  flags: { ...flags, ...Object.fromEntries(Object.entries(verifyOptions).map(toFlag)) },
  positional: [argument("device to verify", "host")],
  action: async (io, given, host) => {
    try {
      const { verifyCommand } = await import("@asyncstatus/contract");
      const targetFlags = {
        ...given,
        host: [host],
        restVersion: undefined,
        requestTimeout: undefined,
      };
      const [target] = await resolveTargets(io, targetFlags);
      if (!target) throw new UsageError("no host");
      const password = await new Passwords(io).of(target);
      return await verifyCommand(
        {
          ...given,
          url: target.endpoint.origin,
          credentials: { user: target.user, password },
          tls: target.trust.tls,
          transport: await io.openTransport(target.trust.tls),
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
  docs: { brief: "verify the contract of a device" },
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
      ...(rest.emptyValue !== undefined && {
        inferEmpty: true,
        parse: (value: string) => value || rest.emptyValue,
      }),
    },
  ];
}
