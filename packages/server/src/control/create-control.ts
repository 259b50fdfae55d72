import { ManualClock } from "@asyncstatus/model/clock";
import { nameOf } from "../device/actor.ts";
import { toMs } from "../device/duration.ts";
import { Refusal } from "../device/refusal.ts";
import type { AssembledDevice } from "../embed/assemble.ts";
import { shippedScenarios } from "../gen/shipped-scenarios.ts";
import { readScenario, type ScenarioName } from "../scenario/find-scenario.ts";
import { ScenarioError } from "../scenario/scenario-error.ts";
import { validate } from "../scenario/validate.ts";
import type { Scenario } from "../scenario/validated.ts";
import { ControlError } from "./control-error.ts";
import { seal, unseal } from "./snapshot-seal.ts";

/** Handles a request; returns the JSON of the response. */
type Route = (body: unknown) => unknown;

/**
 * Creates the control interface of a device: JSON over HTTP, for tests in other processes and other
 * languages. It has no authentication: access is limited by where it listens.
 */
export function createControl(assembled: AssembledDevice): (request: Request) => Promise<Response> {
  const routes = createRoutes(assembled);
  return async (request) => {
    try {
      const methods = routes[new URL(request.url).pathname];
      if (!methods) {
        throw new ControlError("not-found", `Expected one of ${Object.keys(routes).join(", ")}.`);
      }
      const route = methods[request.method];
      if (!route) {
        throw new ControlError(
          "method-not-allowed",
          `Expected ${Object.keys(methods).join(", ")}.`,
        );
      }
      const body = request.method === "GET" ? undefined : await readJson(request);
      return respond(200, await route(body));
    } catch (error) {
      return respondError(error);
    }
  };
}

function createRoutes(assembled: AssembledDevice): Record<string, Record<string, Route>> {
  const { clock, device, useScenario } = assembled;
  const thenOverview = (act: (body: unknown) => void | Promise<void>) => async (body: unknown) => {
    await act(body);
    return overview(assembled);
  };
  return Object.assign(Object.create(null), {
    "/": { GET: () => overview(assembled) },
    "/scenarios": {
      GET: () =>
        Object.entries<Scenario>(shippedScenarios).map(([name, { description }]) => ({
          name,
          description,
        })),
    },
    "/scenario": {
      PUT: thenOverview(async (body) => {
        const { name, yaml, scenario } = validate("setScenario", body, "body");
        if ([name, yaml, scenario].filter((given) => given !== undefined).length !== 1) {
          throw new ControlError("invalid", "Expected one of `name`, `yaml` and `scenario`.");
        }
        if (yaml !== undefined) await useScenario(await readScenario(yaml));
        else await useScenario((name ?? scenario) as ScenarioName | Scenario);
      }),
    },
    "/advance": {
      POST: thenOverview((body) => {
        const { by } = validate("advance", body, "advance");
        if (!(clock instanceof ManualClock)) {
          const message = "The clock advances by itself. Start the device with a virtual clock.";
          throw new ControlError("clock-not-virtual", message);
        }
        clock.advance(toMs(by));
      }),
    },
    "/edit": {
      POST: thenOverview((body) => device.edit(validate("edit", body, "edit"))),
    },
    "/act": {
      POST: thenOverview((body) => {
        const { by, ...action } = validate("act", body, "act");
        device.act(action, { by });
      }),
    },
    "/faults": {
      POST: thenOverview((body) => device.injectFault(validate("fault", body, "fault"))),
    },
    "/snapshot": {
      GET: () => seal(device.snapshot()),
      PUT: thenOverview(async (body) => device.restore(await unseal(body))),
    },
  });
}

/** The state of a device, without a secret. */
function overview({ device, clock, seed }: AssembledDevice) {
  const { setup } = device;
  const isUp = device.isUp();
  const { clock: deviceClock, lock } = device.snapshot();
  return {
    seed,
    isUp,
    clock: clock instanceof ManualClock ? "virtual" : "real",
    nowMs: deviceClock.nowMs,
    clockRate: deviceClock.rate,
    lockedBy: lock.owner === undefined ? null : nameOf(lock.owner),
    actors: setup.actors.map(({ name, via }) => ({ name, via })),
    assumptions: setup.assumptions,
    ...(isUp && {
      asyncStatus: device.asyncStatus(),
      configurations: device.configurations(),
      versions: device.configurationVersions(),
      system: device.systemStatus(),
    }),
  };
}

async function readJson(request: Request): Promise<unknown> {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") {
    throw new ControlError("not-json", "Expected a body of application/json.");
  }
  try {
    return await request.json();
  } catch {
    throw new ControlError("invalid", "Expected JSON.");
  }
}

function respond(status: number, value: unknown): Response {
  return Response.json(value, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}

/** Responds to an error of the client; throws all others. */
export function respondError(error: unknown): Response {
  if (error instanceof ControlError) {
    const { status, code, message, problems } = error;
    return respond(status, { error: { code, message, ...(problems && { problems }) } });
  }
  if (error instanceof ScenarioError) {
    return respondError(new ControlError("invalid", error.message, error.problems));
  }
  if (error instanceof RangeError) return respondError(new ControlError("invalid", error.message));
  if (error instanceof Refusal) {
    return respondError(new ControlError("refused", `${error.code}: ${error.message}`));
  }
  throw error;
}
