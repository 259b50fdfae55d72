import { operations } from "../gen/operations.ts";
import { restVersions } from "../gen/types.ts";

/** The paths of all requests in all versions. The usual name of the administrator is a part of one. */
export const operationPaths: readonly string[] = restVersions.flatMap((version) =>
  Object.values(operations).map(({ path }) => path.replace("{version}", version)),
);
