import { buildApplication, buildRouteMap, text_en } from "@stricli/core";
import type { Context } from "./context.ts";
import { changeRoutes } from "./routes/change-routes.ts";
import { lookRoutes } from "./routes/look-routes.ts";
import { reachRoutes } from "./routes/reach-routes.ts";
import { readVersion } from "./version.ts";

// Every command, by its name; its code is loaded when it is called.
const routes = { ...lookRoutes, ...changeRoutes, ...reachRoutes };

/** The commands. */
export const root = buildRouteMap<keyof typeof routes, Context>({
  routes,
  docs: { brief: "did my request take effect?" },
});

/** The command line. */
export const app = buildApplication(root, {
  name: "asyncstatus",
  // Read where it is asked for only.
  versionInfo: { getCurrentVersion: async () => readVersion() },
  scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
  documentation: {
    caseStyle: "convert-camel-to-kebab",
    onlyRequiredInUsageLine: true,
    alwaysShowHelpAllFlag: true,
  },
  localization: {
    text: {
      ...text_en,
      keywords: { default: "unless given: ", separator: "separated by " },
      briefs: {
        help: "show this",
        helpAll: "show every flag, the seldom needed ones too",
        version: "show the version",
        argumentEscapeSequence: "what follows is no flag",
      },
    },
  },
});
