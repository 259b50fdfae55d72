import { type ApiRequest, type ApiResponse, nameOf } from "./open-api.ts";
import type { Example } from "./version-spec.ts";

/** Returns the examples of a response: its document is the folder, and an error ends with the status. */
export function examplesOf(
  { operationId }: Pick<ApiRequest, "operationId">,
  status: string,
  { content }: ApiResponse,
  examples: readonly Example[],
): Example[] {
  const schema = content?.["application/xml"]?.schema;
  const folder = kebab((schema && nameOf(schema))?.replace(/Response$/, "") ?? "");
  return examples.filter(({ name }) => {
    const [of, situation = ""] = name.split("/");
    if (of !== folder) return false;
    if (folder === "error") return situation.endsWith(`-${status}`);
    if (folder === "accepted") return (situation === "reboot") === (operationId === "reboot");
    return true;
  });
}

/** Converts a name to lower case with hyphens. */
export function kebab(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase();
}
