import type { Lanes } from "./measure.ts";
import { type OtherProcess, startProcess } from "./other-process.ts";

/** Processes of one script, by name. */
export interface Each<Name extends string, Question> extends AsyncDisposable {
  /** Lanes that ask each of them the same. */
  lanes(question: Question): Lanes<Record<Name, number>>;
}

/** Starts a script for each of several things that it can be told to be. All of them answer by numbers. */
export async function startEach<Name extends string, Question>(
  script: string,
  args: Readonly<Record<Name, unknown>>,
): Promise<Each<Name, Question>> {
  const started = new Map<Name, OtherProcess<unknown, Question, number>>();
  const end = async () => {
    for (const process of started.values()) await process[Symbol.asyncDispose]();
  };
  try {
    for (const name of Object.keys(args) as Name[]) {
      started.set(name, await startProcess(script, args[name]));
    }
  } catch (error) {
    await end();
    throw error;
  }
  return {
    lanes: (question) =>
      // Object.fromEntries forgets which names there are.
      Object.fromEntries(
        [...started].map(([name, process]) => [name, () => process.ask(question)]),
      ) as Lanes<Record<Name, number>>,
    [Symbol.asyncDispose]: end,
  };
}
