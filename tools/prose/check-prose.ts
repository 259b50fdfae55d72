import { TextlintKernel } from "@textlint/kernel";
import markdown from "@textlint/textlint-plugin-markdown";
import terminology from "textlint-rule-terminology";
import type { Passage } from "./extract.ts";
import { terms } from "./terms.ts";

/** A word or a phrase to replace. */
export interface Finding {
  readonly line: number;
  readonly text: string;
  /** The replacement. */
  readonly use: string;
}

// Vitest unwraps the exports of a CommonJS module.
const plugin = "default" in markdown ? markdown.default : markdown;

const options = {
  ext: ".md",
  filePath: "prose.md",
  plugins: [{ pluginId: "markdown", plugin }],
  rules: [
    {
      ruleId: "terms",
      rule: terminology,
      options: {
        defaultTerms: false,
        skip: ["BlockQuote"],
        // A phrase may be broken at any space.
        terms: terms.map(([pattern, use]) => [pattern.replaceAll(" ", "\\s+"), use]),
      },
    },
  ],
};

/** Checks the prose of a file. */
export async function checkProse(passages: readonly Passage[]): Promise<readonly Finding[]> {
  const text: string[] = [];
  const sourceLines: number[] = [];
  const findings: Finding[] = [];
  for (const { kind, line, lines } of passages) {
    for (const [index, one] of [...lines, ""].entries()) {
      text.push(kind === "markdown" ? one : withoutMarkup(one));
      sourceLines.push(line + index);
    }
    const [start = ""] = lines.find((one) => one !== "")?.split(" ") ?? [];
    if (kind === "comment" && /^(What|How|Whether|Where|Who|Whom|Whose|Why)$/.test(start)) {
      findings.push({ line, text: start, use: "a noun or a verb as the first word" });
    }
  }
  const document = text.join("\n");
  const { messages } = await new TextlintKernel().lintText(document, options);
  for (const { line, fix } of messages) {
    const sourceLine = sourceLines[line - 1];
    if (!sourceLine || !fix) throw new Error(`Line ${line} of the prose is in no source.`);
    findings.push({ line: sourceLine, text: document.slice(...fix.range), use: fix.text });
  }
  return findings;
}

/** Keeps Markdown from reading a line as the start of HTML or of a code block. */
function withoutMarkup(line: string): string {
  return line
    .trim()
    .replaceAll("<", " ")
    .replace(/^(```|~~~)/, "");
}
