import { buildApplication, buildRouteMap, type RouteMap, text_en } from "@stricli/core";
import { apply } from "./commands/apply.ts";
import { backup } from "./commands/backup.ts";
import { commit } from "./commands/commit.ts";
import { completion } from "./commands/completion.ts";
import { config } from "./commands/config.ts";
import { confirm } from "./commands/confirm.ts";
import { contract } from "./commands/contract.ts";
import { demo } from "./commands/demo.ts";
import { diff } from "./commands/diff.ts";
import { doctor } from "./commands/doctor.ts";
import { elements } from "./commands/elements.ts";
import { helpCommand } from "./commands/help.ts";
import { lock } from "./commands/lock.ts";
import { plan } from "./commands/plan.ts";
import { request } from "./commands/request.ts";
import { restore } from "./commands/restore.ts";
import { resume } from "./commands/resume.ts";
import { rollback } from "./commands/rollback.ts";
import { rollout } from "./commands/rollout.ts";
import { serve } from "./commands/serve.ts";
import { status } from "./commands/status.ts";
import { activate, save, verify } from "./commands/submit.ts";
import { trust } from "./commands/trust.ts";
import { unlock } from "./commands/unlock.ts";
import { version } from "./commands/version.ts";
import { versions } from "./commands/versions.ts";
import { wait } from "./commands/wait.ts";
import { watch } from "./commands/watch.ts";
import type { Context } from "./context.ts";
import { UsageError } from "./errors.ts";
import { describeParserError, describeUnknownCommand } from "./help/parser-errors.ts";
import { exitCodes } from "./run/exit-codes.ts";

/** As by default, but with closer suggestions. */
const distanceOptions = {
  threshold: 4,
  weights: { insertion: 1, deletion: 3, substitution: 2, transposition: 0 },
};

const help = helpCommand(() => root);

const routes = {
  ...{ commit, verify, save, activate, backup, restore, rollback },
  ...{ status, watch, wait, resume, versions, lock, unlock },
  ...{ plan, apply, confirm, diff, elements, request, rollout },
  ...{ doctor, trust, config, contract, serve, demo, completion, help, version },
};

/** All commands, in the order of the help. */
export const root: RouteMap<Context> = buildRouteMap<keyof typeof routes, Context>({
  routes,
  docs: { brief: "Did my change take effect?" },
});

/** The command-line tool. */
export const app = buildApplication(root, {
  name: "asyncstatus",
  scanner: {
    caseStyle: "allow-kebab-for-camel",
    allowArgumentEscapeSequence: true,
    distanceOptions,
  },
  // Below 0, as the parser's own codes of an invalid command line.
  determineExitCode: (error) => (error instanceof UsageError ? -1 : exitCodes.unknown.code),
  documentation: { caseStyle: "convert-camel-to-kebab" },
  localization: {
    text: {
      ...text_en,
      exceptionWhileParsingArguments: describeParserError,
      noCommandRegisteredForInput: ({ input, corrections }) =>
        describeUnknownCommand(input, corrections),
      exceptionWhileRunningCommand: (error) =>
        error instanceof UsageError
          ? error.message
          : `this is a defect of asyncstatus: ${error instanceof Error ? error.stack : String(error)}`,
    },
  },
});
