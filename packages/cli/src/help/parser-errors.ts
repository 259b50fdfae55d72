import {
  AliasNotFoundError,
  ArgumentParseError,
  ArgumentScannerError,
  FlagNotFoundError,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
} from "@stricli/core";
import { UsageError } from "../errors.ts";
import { flagOf } from "../settings/setting-definitions.ts";

/** Describes what is wrong with a command line. */
export function describeParserError(error: unknown): string {
  if (error instanceof FlagNotFoundError) {
    return `unknown option --${error.input}${suggestion(error.input, error.corrections, option)}`;
  }
  if (error instanceof AliasNotFoundError) return `unknown option -${error.input}`;
  if (error instanceof ArgumentParseError) {
    const { exception, externalFlagNameOrPlaceholder: name, input } = error;
    // The parser's own exception is that of a switch.
    const why =
      exception instanceof UsageError
        ? exception.message
        : `expected true or false, got ${JSON.stringify(input)}`;
    return `${label(name)}: ${why}`;
  }
  if (error instanceof UnsatisfiedFlagError) {
    return `${option(error.externalFlagName)}: expected a value`;
  }
  if (error instanceof UnexpectedFlagError) {
    return `${option(error.externalFlagName)}: given twice`;
  }
  if (error instanceof UnexpectedPositionalError) {
    return `unexpected argument ${JSON.stringify(error.input)}`;
  }
  if (error instanceof UnsatisfiedPositionalError) {
    return `missing argument ${error.placeholder}`;
  }
  return error instanceof ArgumentScannerError ? error.message : String(error);
}

/** Describes a word that names no command. */
export function describeUnknownCommand(input: string, corrections: readonly string[]): string {
  return `unknown command ${JSON.stringify(input)}${suggestion(input, corrections)}`;
}

function suggestion(
  input: string,
  corrections: readonly string[],
  show = (word: string) => word,
): string {
  const words = corrections.map((word) => word.replaceAll("`", ""));
  // To a short word, too many are close.
  const close = words.filter(
    (word) => input.length > 3 || (input.length === 3 && word[0] === input[0]),
  );
  const unique = [...new Set(close.map(show))];
  return unique.length === 0 ? "" : `; did you mean ${unique.join(" or ")}?`;
}

/** The parser names arguments and options alike. The names of arguments are in capitals. */
function label(name: string): string {
  return name === name.toUpperCase() ? name : option(name);
}

/** The parser names some options with their dashes. */
function option(name: string): string {
  return flagOf(name.replace(/^--/, ""));
}
