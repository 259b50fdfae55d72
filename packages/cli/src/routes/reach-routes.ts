import { buildChoiceParser, buildCommand, buildRouteMap } from "@stricli/core";
import { shells } from "../completion/shells.ts";
import {
  fileFlags,
  hostFlags,
  numberFlag,
  outputFlags,
  passwordFlags,
  switchFlag,
  textFlag,
} from "../flags/host-flags.ts";

/** The commands for all that comes before: reaching a device, and having one to practise on. */
export const reachRoutes = {
  doctor: buildCommand({
    loader: () => import("../commands/doctor.ts"),
    parameters: { flags: hostFlags },
    docs: {
      brief: "find out why a device cannot be used",
      customUsage: ["[flags]", "--host 192.0.2.1"],
    },
  }),
  trust: buildCommand({
    loader: () => import("../commands/trust.ts"),
    parameters: {
      flags: {
        fingerprint: textFlag("SHA-256 that the certificate must have", "hex", false),
        yes: switchFlag("pin it without asking; with --fingerprint", false),
        replace: switchFlag("in place of the one that is pinned", false),
        remove: switchFlag("pin none any more", false),
        json: outputFlags.json,
      },
      positional: {
        kind: "tuple",
        parameters: [{ parse: String, brief: "whose certificate", placeholder: "host" }],
      },
    },
    docs: {
      brief: "look at a certificate, and pin it",
      customUsage: ["HOST", "192.0.2.1", "sbc-1:8443 --fingerprint HEX --yes"],
    },
  }),
  config: buildRouteMap({
    routes: {
      show: buildCommand({
        loader: () => import("../commands/config-show.ts"),
        parameters: { flags: { ...fileFlags, json: outputFlags.json } },
        docs: {
          brief: "the settings in force, and where each is from",
          customUsage: ["[flags]", "--profile lab"],
        },
      }),
    },
    docs: { brief: "settings" },
  }),
  serve: buildCommand({
    loader: () => import("../commands/serve.ts"),
    parameters: {
      flags: {
        port: numberFlag("0, unless given, is any that is free", "port"),
        listen: textFlag("address to listen at; 127.0.0.1, unless given", "address", false),
        user: textFlag("who may log in; admin, unless given", "user", false),
        ...passwordFlags,
        scenario: textFlag("name, or a file that ends in .yaml", "scenario", false),
        seed: numberFlag("what chance follows from", "number"),
        strict: switchFlag("judge each answer by the specification", false),
        control: switchFlag("let other processes control it over HTTP", false),
        log: switchFlag("show each exchange", false),
        json: switchFlag("print how to reach it as one JSON object", false),
      },
    },
    docs: {
      brief: "a reference device to practise on",
      customUsage: ["[flags]", "--scenario superseded-by-acli", "--port 0 --json --control"],
    },
  }),
  completion: buildCommand({
    loader: () => import("../commands/completion.ts"),
    parameters: {
      positional: {
        kind: "tuple",
        parameters: [
          {
            parse: buildChoiceParser(shells),
            proposeCompletions: () => shells,
            brief: shells.join(", "),
            placeholder: "shell",
          },
        ],
      },
    },
    docs: {
      brief: "completion of words, for a shell",
      customUsage: ["SHELL", "bash >> ~/.bashrc"],
    },
  }),
};
