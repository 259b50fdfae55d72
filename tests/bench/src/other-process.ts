import { fork } from "node:child_process";
import { once } from "node:events";

/** Another process, which answers questions one after another. */
export interface OtherProcess<Ready, Question, Answer> extends AsyncDisposable {
  /** What it had to say when it was ready. */
  readonly ready: Ready;
  /** @throws {Error} where it ends before it has answered */
  ask(question: Question): Promise<Answer>;
}

/**
 * Starts a script that does as {@link theArgument} and {@link answer} say, and waits until it is ready.
 * It ends with the block, and with this process too.
 *
 * @param script Its name, in this folder.
 * @param argument What it is told first. All that goes to and fro is plain data.
 */
export async function startProcess<Ready, Question, Answer>(
  script: string,
  argument: unknown,
): Promise<OtherProcess<Ready, Question, Answer>> {
  // Without the options of this process: whoever profiles it does not mean the other.
  const child = fork(new URL(script, import.meta.url), { execArgv: [] });
  const exit = once(child, "exit");
  const ended = exit.then(([code]) => {
    throw new Error(`Expected an answer, but ${script} ended with ${code}.`);
  });
  // It ends in any case; that matters only to who waits for an answer.
  ended.catch(() => {});
  const say = async (message: unknown) => {
    const answered = once(child, "message");
    child.send([message]);
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  };
  return {
    ready: await say(argument),
    ask: say,
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}

/** In the other process: what it was told first. From then on, it ends when its parent is gone. */
export async function theArgument<Argument>(): Promise<Argument> {
  process.once("disconnect", () => process.exit());
  const [[argument]] = await once(process, "message");
  return argument;
}

/** In the other process: says that it is ready, and answers each question. */
export function answer<Question>(
  ready: unknown,
  question: (question: Question) => Promise<unknown> = async () => undefined,
): void {
  process.on("message", async ([asked]: [Question]) => process.send?.(await question(asked)));
  process.send?.(ready);
}
