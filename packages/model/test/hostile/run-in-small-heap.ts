import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** For the code, the input and reading it. */
const limitMb = 50;

/**
 * Runs a script in a worker with a small heap.
 *
 * @returns The first message that it posts.
 * @throws `ERR_WORKER_OUT_OF_MEMORY` if it needs more memory.
 */
export async function runInSmallHeap<Message>(script: URL, data?: unknown): Promise<Message> {
  const worker = new Worker(script, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: limitMb },
  });
  const [message] = await once(worker, "message");
  await worker.terminate();
  return message;
}
