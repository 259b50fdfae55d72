import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** What all that is done in it may take on the heap at once: the code, the input, and reading it. */
const limitMb = 50;

/**
 * Runs a script in a thread that has little memory: where reading takes more, the thread ends.
 *
 * @param script Beside the caller, by its URL.
 * @returns what it posts
 * @throws what ends it, such as `ERR_WORKER_OUT_OF_MEMORY`
 */
export async function inLittleMemory<Answer>(script: URL, data?: unknown): Promise<Answer> {
  const worker = new Worker(script, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: limitMb },
  });
  const [answer] = await once(worker, "message");
  await worker.terminate();
  return answer;
}
