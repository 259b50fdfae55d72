import { fork } from "node:child_process";
import { once } from "node:events";

/** Another process that answers questions, one at a time. */
export interface OtherProcess<Ready, Question, Reply> extends AsyncDisposable {
  /** The message of the process when it was ready. */
  readonly ready: Ready;
  /** @throws {Error} If the process ends before it replies. */
  ask(question: Question): Promise<Reply>;
}

/**
 * Starts a script that uses {@link receiveArgument} and {@link serve}, and waits until it is ready. The
 * process ends when it is disposed of or this process ends.
 *
 * @param script File name in this folder.
 * @param argument First message to the process. All messages are plain data.
 * @param nodeOptions Options of Node.js. By default none, not those of this process: profiling it must not
 *   profile the other.
 */
export async function startProcess<Ready, Question, Reply>(
  script: string,
  argument: unknown,
  nodeOptions: readonly string[] = [],
): Promise<OtherProcess<Ready, Question, Reply>> {
  const child = fork(new URL(script, import.meta.url), { execArgv: [...nodeOptions] });
  const exit = once(child, "exit");
  const failed = exit.then(([code]) => {
    throw new Error(`Expected a reply, but ${script} ended with ${code}.`);
  });
  failed.catch(() => {});
  const send = async (message: unknown) => {
    const replied = once(child, "message");
    child.send([message]);
    const [reply] = await Promise.race([replied, failed]);
    return reply;
  };
  return {
    ready: await send(argument),
    ask: send,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}

/** Receives the argument of {@link startProcess} in the started process, which then ends with its parent. */
export async function receiveArgument<Argument>(): Promise<Argument> {
  process.once("disconnect", () => process.exit());
  const [[argument]] = await once(process, "message");
  return argument;
}

/** Reports that the started process is ready, and answers each question. */
export function serve<Question>(
  ready: unknown,
  reply: (question: Question) => Promise<unknown> = async () => undefined,
): void {
  process.on("message", async ([question]: [Question]) => process.send?.(await reply(question)));
  process.send?.(ready);
}

/** Starts one process per name and returns subjects that ask each of them the same question. */
export async function startEach<Name extends string, Question>(
  script: string,
  args: Readonly<Record<Name, unknown>>,
): Promise<
  AsyncDisposable & {
    subjects(question: Question): { readonly [Key in Name]: () => Promise<number> };
  }
> {
  await using stack = new AsyncDisposableStack();
  const processes: [Name, OtherProcess<unknown, Question, number>][] = [];
  for (const name of Object.keys(args) as Name[]) {
    processes.push([name, stack.use(await startProcess(script, args[name]))]);
  }
  const started = stack.move();
  return {
    subjects: (question) =>
      Object.fromEntries(
        processes.map(([name, process]) => [name, () => process.ask(question)]),
      ) as Record<Name, () => Promise<number>>,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
