import type { OperationState } from "@asyncstatus/model";
import { shellWord } from "../program-name.ts";
import type { UserFolders } from "../settings/folders.ts";
import { pendingOperations } from "../state/pending-operations.ts";

/** A request of this user whose wait can be resumed. */
export interface PendingRequest {
  /** Names it for users: "the activate of your commit". */
  readonly name: string;
  readonly file: string;
}

/** Returns the most recent request of this user that the status of a device may show. */
export function pendingRequest(
  io: UserFolders,
  endpoint: URL,
  shown: OperationState | null | undefined,
): PendingRequest | undefined {
  // Only the request that the status shows can still be followed.
  const found = pendingOperations(io, endpoint).find(
    ({ pending }) => pending.operation.state.operation === shown?.operation,
  );
  if (!found) return undefined;
  const { command, operation } = found.pending;
  const name = operation.state.operation;
  return {
    name: command === name ? `your ${name}` : `the ${name} of your ${command}`,
    file: found.file,
  };
}

/** Returns how to resume the wait for a request. */
export function resumeHint(
  { file }: PendingRequest,
  commandFor: (words: string) => string,
): string {
  return `To resume its wait, run: ${commandFor(`resume ${shellWord(file)}`)}`;
}
