import type { z } from "zod";
import type { scenarioSchema } from "./scenario-schema.ts";

/**
 * What becomes of a device, and what that teaches: how long requests take and how they end, what
 * nobody knows, who else is there, what goes wrong. What it does not say is as ever.
 */
export type Scenario = z.input<typeof scenarioSchema>;
