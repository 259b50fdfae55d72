import { randomUUID } from "node:crypto";

/** Escapes the characters that could change how a log shows a text, except line breaks. */
export function visible(text: string): string {
  return text.replace(
    /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Returns the workflow command that reports an error. The text may be from the device. */
export function errorCommand(title: string, message: string): string {
  const property = escapeData(visible(title)).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::error title=${property}::${escapeData(visible(message))}\n`;
}

/** Returns the workflow commands that mask a secret in all later output. */
export function maskCommands(secret: string): string {
  const lines = secret.split(/\r?\n/).filter((line) => line !== "");
  return lines.map((line) => `::add-mask::${escapeData(line)}\n`).join("");
}

/** Output in which the runner ignores workflow commands, until `end` is called. */
export function inertOutput(output: { write(text: string): unknown }) {
  const token = randomUUID();
  let isAtLineStart = true;
  output.write(`::stop-commands::${token}\n`);
  return {
    write(text: string): void {
      output.write(text);
      isAtLineStart = text.endsWith("\n");
    },
    end(): void {
      output.write(`${isAtLineStart ? "" : "\n"}::${token}::\n`);
    },
  };
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
