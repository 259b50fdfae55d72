import type { QueryParameter } from "@asyncstatus/model/operations";
import type { Assumptions } from "../device/assumptions.ts";
import { HttpError } from "./http-error.ts";

/** Parameters by name, each given once. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/**
 * Reads the parameters of a query or a form.
 *
 * @throws {HttpError} 400 where one is missing, repeated, not of its words, not of its pattern, or,
 *   if that is refused, unknown. What the client sent is not repeated to it, but for a name.
 */
export function readParameters(
  given: URLSearchParams,
  defined: readonly QueryParameter[],
  unknownParameter: Assumptions["unknownParameter"],
): Parameters {
  for (const name of given.keys()) {
    if (unknownParameter === "refused" && !defined.some((parameter) => parameter.name === name)) {
      // Percent-encoded: a name may hold characters that XML cannot.
      throw new HttpError(400, `Unknown parameter: ${encodeURIComponent(name)}`);
    }
  }
  return Object.fromEntries(
    defined.map((parameter) => [parameter.name, readParameter(given, parameter)]),
  );
}

function readParameter(given: URLSearchParams, parameter: QueryParameter): string | undefined {
  const { name, required, words, pattern } = parameter;
  const [value, ...repeated] = given.getAll(name);
  if (value === undefined) {
    if (required) throw new HttpError(400, `Missing required parameter: ${name}`);
    return undefined;
  }
  if (repeated.length > 0) throw new HttpError(400, `Repeated parameter: ${name}`);
  if (words && !words.includes(value)) {
    throw new HttpError(400, `Invalid parameter: ${name} must be one of ${words.join(", ")}`);
  }
  if (pattern && !pattern.test(value)) {
    throw new HttpError(400, `Invalid parameter: ${name} must be a bare name, not a path`);
  }
  return value;
}
