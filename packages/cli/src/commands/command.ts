import { buildCommand, type Command } from "@stricli/core";
import type { Context } from "../context.ts";
import { UsageError } from "../errors.ts";
import { describeCommand } from "../help/command-help.ts";
import type { Io } from "../io.ts";
import { exitCodes } from "../run/exit-codes.ts";
import { isOutputFormat } from "./flags.ts";

/** Short forms of options. */
export const letters = { q: "quiet", v: "verbose", y: "yes" } as const;

/** An argument, as `argument` makes it. */
interface Argument {
  readonly parse: (text: string) => unknown;
  readonly brief: string;
  readonly placeholder: string;
}

/** Builds a command whose action returns its exit code. */
export function command<Flags extends object, Args extends readonly unknown[] = []>(definition: {
  readonly brief: string;
  readonly description?: string;
  /** Arguments after the command's name, one example each. The first is the usage. */
  readonly examples: readonly string[];
  readonly flags?: Readonly<Record<string, object>>;
  readonly positional?: readonly Argument[];
  /** Further arguments, after at most one of `positional`. */
  readonly rest?: Argument;
  /** True if its output is all that the command is for, so that it fails if that is incomplete. @default false */
  readonly isOutput?: boolean;
  readonly action: (io: Io, flags: Flags, ...args: Args) => Promise<number> | number;
}): Command<Context> {
  const { brief, description, examples, flags = {}, positional = [], rest, action } = definition;
  const { isOutput = false } = definition;
  const built = {
    async func(this: Context, given: Flags, ...args: Args) {
      const code = await action(this.io, withFormat(given), ...args);
      this.exit(isOutput ? await outputExitCode(this.io, code) : code);
    },
    parameters: {
      // Without a prototype, so that --constructor is unknown.
      flags: Object.assign(
        Object.create(null),
        Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, notEmpty(flag)])),
      ),
      aliases: Object.fromEntries(Object.entries(letters).filter(([, flag]) => flag in flags)),
      // The parser names a missing argument after `parameter`.
      positional: rest
        ? { kind: "array", parameter: notEmpty(positional[0] ?? rest), minimum: positional.length }
        : { kind: "tuple", parameters: positional.map(notEmpty) },
    },
    docs: { brief },
  };
  // The flags' parsers determine the types of `Flags` and `Args`.
  const target = buildCommand(
    built as unknown as Parameters<typeof buildCommand<object, [], Context>>[0],
  );
  const words = [...positional, ...(rest ? [rest] : [])];
  describeCommand(target, { description, examples, arguments: words });
  return target;
}

/** Makes an empty text invalid, for options and arguments with a value. */
function notEmpty<Parameter extends object>(parameter: Parameter): Parameter {
  const { parse, inferEmpty } = parameter as Partial<Argument & { readonly inferEmpty: boolean }>;
  if (!parse || inferEmpty) return parameter;
  return {
    ...parameter,
    parse(text: string) {
      const value = parse(text);
      if (text === "") throw new UsageError("expected a value");
      return value;
    },
  };
}

/** Returns the exit code of a command that only prints: `failed` if the output is incomplete. */
export async function outputExitCode(
  { stdout }: Pick<Io, "stdout">,
  code: number,
): Promise<number> {
  const isGood = code === exitCodes.succeeded.code || code === exitCodes.toDo.code;
  return isGood && !(await stdout.flush()) ? exitCodes.failed.code : code;
}

/** Adds the switches that `--output` stands for, in place of those that are given. */
function withFormat<Flags extends object & { readonly output?: string | undefined }>(
  given: Flags,
): Flags {
  if (!isOutputFormat(given.output)) return given;
  return { ...given, json: given.output === "json", jsonLines: given.output === "jsonl" };
}
