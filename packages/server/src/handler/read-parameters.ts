import type { QueryParameter } from "@asyncstatus/model/operations";
import type { Assumptions } from "../device/assumptions.ts";
import { HttpError } from "./http-error.ts";

/** Parameters by name. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/**
 * Reads the parameters of a query or a form.
 *
 * @throws {HttpError} 400 if a parameter is missing, repeated, has an invalid value or, if those are
 *   refused, is unknown. The message repeats short names that the client sent, no values.
 */
export function readParameters(
  given: URLSearchParams,
  defined: readonly QueryParameter[],
  unknownParameter: Assumptions["unknownParameter"],
): Parameters {
  for (const name of given.keys()) {
    if (unknownParameter === "refused" && !defined.some((parameter) => parameter.name === name)) {
      throw new HttpError(400, `Unknown parameter${naming(name)}`);
    }
  }
  return Object.fromEntries(
    defined.map((parameter) => [parameter.name, readParameter(given, parameter)]),
  );
}

/** Returns the end of a message about a text from the client. It repeats no long one: that may be a token. */
export function naming(text: string): string {
  return text.length <= 32 ? `: ${text}` : ".";
}

/** Splits the key attributes of an element from the defined parameters. */
export function splitKeyAttributes(
  given: URLSearchParams,
  defined: readonly QueryParameter[],
): { readonly parameters: URLSearchParams; readonly keys: Readonly<Record<string, string[]>> } {
  const isDefined = (name: string) => defined.some((parameter) => parameter.name === name);
  const names = [...new Set(given.keys())].filter((name) => !isDefined(name));
  return {
    parameters: new URLSearchParams([...given].filter(([name]) => isDefined(name))),
    keys: Object.fromEntries(names.map((name) => [name, given.getAll(name)])),
  };
}

function readParameter(given: URLSearchParams, parameter: QueryParameter): string | undefined {
  const { name, required, values, pattern } = parameter;
  const [value, ...repeated] = given.getAll(name);
  if (value === undefined) {
    if (required) throw new HttpError(400, `Missing required parameter: ${name}`);
    return undefined;
  }
  if (repeated.length > 0) throw new HttpError(400, `Repeated parameter: ${name}`);
  if (values && !values.includes(value)) {
    throw new HttpError(400, `Invalid parameter: ${name} must be one of ${values.join(", ")}`);
  }
  if (pattern && !pattern.test(value)) {
    throw new HttpError(400, `Invalid parameter: ${name} must be a bare name, not a path`);
  }
  return value;
}
