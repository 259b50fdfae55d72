import { type Clock, ManualClock } from "@asyncstatus/model/clock";
import { z } from "zod";
import type { Device } from "../device/device.ts";
import { Refusal } from "../device/refusal.ts";
import { duration } from "../scenario/basics.ts";
import { checkValue } from "../scenario/check-scenario.ts";
import { contentSchema, deedBySchema } from "../scenario/deed-schema.ts";
import { toMs } from "../scenario/duration.ts";
import { faultSchema } from "../scenario/fault-schema.ts";
import { findScenario, readScenario, type ScenarioName } from "../scenario/find-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { ScenarioError } from "../scenario/scenario-error.ts";
import { scenarioSchema } from "../scenario/scenario-schema.ts";
import { shippedScenarios } from "../scenario/shipped-scenarios.ts";
import { toDeed, toFaultRule } from "../scenario/to-setup.ts";
import { ControlError } from "./control-error.ts";
import { overview } from "./overview.ts";
import { seal, unseal } from "./snapshot-seal.ts";

/** What is controlled. */
export interface Controlled {
  readonly device: Device;
  readonly clock: Clock;
  readonly seed: number;
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
}

/** What a request does, given its body; what is returned is the answer. */
type Act = (body: unknown) => unknown;

/**
 * Makes the control interface of a device: JSON over HTTP, for tests in other processes and other
 * languages. It asks nobody who they are; who can reach it is whoever may use it.
 */
export function createControl(controlled: Controlled): (request: Request) => Promise<Response> {
  const routes = createRoutes(controlled);
  return async (request) => {
    try {
      const methods = routes[new URL(request.url).pathname];
      if (!methods) {
        throw new ControlError("not-found", `There are ${Object.keys(routes).join(", ")}`);
      }
      const act = methods[request.method];
      if (!act) {
        throw new ControlError("method-not-allowed", `Expected ${Object.keys(methods).join(", ")}`);
      }
      const body = request.method === "GET" ? undefined : await readJson(request);
      return respond(200, await act(body));
    } catch (error) {
      return respondError(error);
    }
  };
}

function createRoutes(controlled: Controlled): Record<string, Record<string, Act>> {
  const { clock, device, useScenario } = controlled;
  /** Answers with what there is then. */
  const then = (act: (body: unknown) => void | Promise<void>) => async (body: unknown) => {
    await act(body);
    return overview(controlled);
  };
  return Object.assign(Object.create(null), {
    "/": { GET: () => overview(controlled) },
    "/scenarios": {
      GET: () =>
        Object.entries<Scenario>(shippedScenarios).map(([name, { description }]) => ({
          name,
          description,
        })),
    },
    "/scenario": {
      PUT: then(async (body) => {
        const given = checkValue(scenarioBody, body, "scenario");
        if ("yaml" in given) await useScenario(await readScenario(given.yaml));
        else if ("name" in given) await useScenario(given.name as ScenarioName);
        else await useScenario(await findScenario(given.scenario));
      }),
    },
    "/advance": {
      POST: then((body) => {
        const { by } = checkValue(z.strictObject({ by: duration }), body, "advance");
        if (!(clock instanceof ManualClock)) {
          const message = "The time passes by itself: start the device with a virtual clock";
          throw new ControlError("clock-not-virtual", message);
        }
        clock.advance(toMs(by));
      }),
    },
    "/edit": {
      POST: then((body) => device.edit(checkValue(contentSchema, body, "edit"))),
    },
    "/act": {
      POST: then((body) => {
        const { by, ...deed } = checkValue(deedBySchema, body, "act");
        device.act(toDeed(deed), { by });
      }),
    },
    "/faults": {
      POST: then((body) => device.inject(toFaultRule(checkValue(faultSchema, body, "fault")))),
    },
    "/snapshot": {
      GET: () => seal(device.snapshot()),
      PUT: then(async (body) => device.restore(await unseal(body))),
    },
  });
}

const scenarioBody = z.union(
  [
    z.strictObject({ name: z.string() }),
    z.strictObject({ yaml: z.string() }),
    z.strictObject({ scenario: scenarioSchema }),
  ],
  { error: "Expected one of `name`, `yaml` and `scenario`" },
);

async function readJson(request: Request): Promise<unknown> {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") {
    throw new ControlError("not-json", "Expected a body of application/json");
  }
  try {
    return await request.json();
  } catch {
    throw new ControlError("invalid", "Expected JSON");
  }
}

function respond(status: number, value: unknown): Response {
  return Response.json(value, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}

/** @throws what is nobody's mistake but ours */
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
