import {
  type ConfigurationElement,
  DeviceError,
  type ElementKey,
  type ReadElementOptions,
  type Sbc,
} from "@asyncstatus/client";
import { parsePairs } from "@asyncstatus/contract/options";
import { buildRouteMap } from "@stricli/core";
import { UsageError } from "../errors.ts";
import { shellWord } from "../program-name.ts";
import { commandResult } from "../run/command-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { requireTypes } from "../run/require-types.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { argument, type HostFlags, hostFlags, switchFlag } from "./flags.ts";

interface ElementFlags extends HostFlags {
  readonly running?: boolean | undefined;
}

const typeArgument = argument("element type, such as session-agent", "type");
const keyArgument = argument("key attribute; repeat it for several values", "key=value");
const readFlags = {
  ...hostFlags,
  running: switchFlag("read the running configuration instead of the editing one", false),
};

const list = command<ElementFlags, [type: string, ...pairs: string[]]>({
  brief: "show the elements of a type",
  description: "Shows the elements of a type, or those with the given key attributes.",
  examples: ["TYPE [KEY=VALUE...]", "host-route", "session-agent --running --json"],
  isOutput: true,
  flags: readFlags,
  positional: [typeArgument],
  rest: keyArgument,
  action: (io, { running = false, ...flags }, type, ...pairs) =>
    runOnHosts(io, flags, "elements list", async (run) => {
      const key = parsePairs(pairs);
      await using sbc = await run.open();
      const elements = await readElements(run, sbc, type, { key, running });
      const noun = elements.length === 1 ? "element" : "elements";
      return commandResult("succeeded", {
        command: "elements list",
        host: run.target.host,
        outcome: "completed",
        summary: `${elements.length} ${type} ${noun} in the ${nameOf(running)}`,
        data: { elements },
      });
    }),
});

const get = command<ElementFlags, [type: string, ...pairs: string[]]>({
  brief: "show one element",
  description: [
    "Shows one element. Identify it by all key attributes of its type; a singleton has",
    "none.",
  ].join(" "),
  examples: [
    "TYPE [KEY=VALUE...]",
    "session-agent hostname=sa1.example",
    "system-config --running --json",
  ],
  isOutput: true,
  flags: readFlags,
  positional: [typeArgument],
  rest: keyArgument,
  action: (io, { running = false, ...flags }, type, ...pairs) =>
    runOnHosts(io, flags, "elements get", async (run) => {
      const key = parsePairs(pairs);
      await using sbc = await run.open();
      const [element, ...others] = await readElements(run, sbc, type, { key, running });
      const common = { command: "elements get", host: run.target.host } as const;
      const name = [type, ...pairs].join(" ");
      if (others.length > 0) throw await severalElements(run, sbc, type, key);
      if (!element) {
        const message = `no ${name} in the ${nameOf(running)}`;
        const error = { code: "not-found", message };
        return commandResult("failed", { ...common, outcome: "error", summary: message, error });
      }
      return commandResult("succeeded", {
        ...common,
        outcome: "completed",
        summary: `${name} in the ${nameOf(running)}`,
        data: { elements: [element] },
      });
    }),
});

const types = command<HostFlags>({
  brief: "show the element types of a device",
  description: "Shows the element types of a device.",
  examples: ["[options]", "--json"],
  isOutput: true,
  flags: hostFlags,
  action: (io, flags) =>
    runOnHosts(io, flags, "elements types", async (run) => {
      await using sbc = await run.open();
      const types = await sbc.elements.types({ signal: run.signal });
      return commandResult("succeeded", {
        command: "elements types",
        host: run.target.host,
        outcome: "completed",
        summary: `${types.length} element types`,
        data: { types },
      });
    }),
});

const metadata = command<HostFlags, [type: string]>({
  brief: "show the attributes of an element type",
  description: "Shows the attributes of an element type.",
  examples: ["TYPE", "local-policy"],
  isOutput: true,
  flags: hostFlags,
  positional: [typeArgument],
  action: (io, flags, type) =>
    runOnHosts(io, flags, "elements metadata", async (run) => {
      const { signal } = run;
      await using sbc = await run.open();
      const attributes = await sbc.elements.metadata(type, { signal }).catch(async (error) => {
        await requireTypes(run, sbc, [type], error);
        throw error;
      });
      return commandResult("succeeded", {
        command: "elements metadata",
        host: run.target.host,
        outcome: "completed",
        summary: `${attributes.length} attributes of ${type}`,
        data: { attributes },
      });
    }),
});

export const elements = buildRouteMap({
  routes: { list, get, types, metadata },
  docs: { brief: "show elements of the configuration, and their types" },
});

function nameOf(running: boolean): string {
  return `${running ? "running" : "editing"} configuration`;
}

async function readElements(
  run: HostRun,
  sbc: Sbc,
  type: string,
  options: ReadElementOptions & { readonly key: ElementKey },
): Promise<readonly ConfigurationElement[]> {
  const { signal } = run;
  const found: ConfigurationElement[] = [];
  try {
    for await (const element of sbc.elements.list(type, { ...options, signal })) {
      found.push(element);
    }
    return found;
  } catch (error) {
    await requireTypes(run, sbc, [type], error);
    // A device may answer 404 if there is no such element.
    if (error instanceof DeviceError && error.code === "not-found") return [];
    throw error;
  }
}

async function severalElements(
  run: HostRun,
  sbc: Sbc,
  type: string,
  key: ElementKey,
): Promise<UsageError> {
  const metadata = await sbc.elements.metadata(type, { signal: run.signal });
  const missing = metadata.filter(({ name, key: isKey }) => isKey && !Object.hasOwn(key, name));
  const names = missing.map(({ name }) => name).join(", ");
  return new UsageError(
    `more than one ${type} matches${names && `; key attributes that aren't given: ${names}`}`,
    `To show all, run: ${run.commandFor(`elements list ${shellWord(type)}`)}`,
  );
}
