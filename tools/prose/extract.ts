import { parseSync } from "oxc-parser";

/** A piece of prose: a document, a comment or a message. */
export interface Passage {
  readonly kind: "markdown" | "text" | "comment" | "string";
  /** The first line in the file, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** Returns the prose of a file by its extension. Code, markup and data are left out. */
export function extract(file: string, source: string): readonly Passage[] {
  const extension = file.slice(file.lastIndexOf("."));
  if (extension === ".md") return [document("markdown", withoutFrontMatterFences(source))];
  if (extension === ".yaml" || extension === ".yml") return [document("text", source)];
  if (extension === ".json") return matches(source, /"description": "(.*?)",?$/gm, "string");
  if (extension === ".xsd") return matches(source, /<!--(.*?)-->/gs, "comment");
  if (extension === ".vue") {
    const [script = "", open = ""] = /(<script[^>]*>).*?<\/script>/s.exec(source) ?? [];
    const before = source.slice(0, source.indexOf(script) + open.length);
    const code = `${before.replace(/[^\n]/g, " ")}${script.slice(open.length, -"</script>".length)}`;
    return [...matches(source, />([^<>{}]*[a-z] [^<>{}]*)</g, "text"), ...fromCode("a.ts", code)];
  }
  return fromCode(file, source);
}

function document(kind: Passage["kind"], source: string): Passage {
  return { kind, line: 1, lines: linesOf(source) };
}

/** Shows the front matter as text, without the fences and the indentation. */
function withoutFrontMatterFences(source: string): string {
  return source.replace(/^---\n(.*?)\n---\n/s, (front) =>
    front.replace(/^---$/gm, "").replace(/^[ -]+/gm, ""),
  );
}

function matches(source: string, pattern: RegExp, kind: Passage["kind"]): Passage[] {
  return [...source.matchAll(pattern)].map(({ 1: text = "", index }) =>
    passage(kind, lineAt(source, index), text),
  );
}

/** Returns the comments, and the strings and templates with a space in them. */
function fromCode(file: string, source: string): Passage[] {
  const { program, comments } = parseSync(file, source);
  const passages = comments.map(({ value, start }) =>
    passage("comment", lineAt(source, start), value.replace(/^[ \t]*\*/gm, "")),
  );
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== "object" || node === null || !("type" in node)) return;
    const { type, value, start } = node as { type: string; value?: unknown; start: number };
    if (/^(Import|Export(All|Named))/.test(type) && "source" in node && node.source) return;
    const text = type === "TemplateElement" ? (value as { cooked: string }).cooked : value;
    if (/^(Literal|TemplateElement)$/.test(type) && typeof text === "string" && / \S/.test(text)) {
      passages.push(passage("string", lineAt(source, start), text));
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  return passages;
}

function passage(kind: Passage["kind"], line: number, text: string): Passage {
  return { kind, line, lines: linesOf(text).map((one) => one.trim()) };
}

/** Splits at line feeds only, and replaces what textlint takes for the end of a line, too. */
function linesOf(text: string): string[] {
  return text.replace(/[\r\u2028\u2029]/g, " ").split("\n");
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split("\n").length;
}
