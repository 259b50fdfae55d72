import ts from "typescript";
import { codeOf, isError } from "./code-of.ts";
import { type Words, wordsOf } from "./words-of.ts";

/** What an export is. */
export type Kind = "function" | "class" | "error" | "type" | "value";

/** An export, as it is declared. */
export interface Declared {
  readonly name: string;
  readonly kind: Kind;
  /** The file that declares it. */
  readonly source: string;
  /** Its docstring, without the tags. */
  readonly summary: string;
  /** What it throws, and when. */
  readonly throws: readonly string[];
  /** Its parameters, where the docstring says something of them. */
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  /** Its declaration in TypeScript, with the docstrings of its members. */
  readonly code: string;
  /** The words that it allows, or the codes of an error. */
  readonly words: Words;
}

/**
 * An export, in the text of a declaration file.
 *
 * @throws {Error} where it is not declared there, or has no docstring
 */
export function declaredIn(text: string, name: string, source: string): Declared {
  const file = ts.createSourceFile("declared.d.ts", text, ts.ScriptTarget.Latest, true);
  const statements = file.statements.filter((statement) => namesOf(statement).includes(name));
  const [first] = statements;
  if (!first) throw new Error(`${source} does not declare ${name}.`);
  const doc = statements.flatMap(ts.getJSDocCommentsAndTags).find(ts.isJSDoc);
  const summary = doc && ts.getTextOfJSDocComment(doc.comment);
  if (!summary) throw new Error(`${source}: ${name} has no docstring.`);
  const tags = statements.flatMap((statement) => ts.getJSDocTags(statement));
  return {
    name,
    kind: kindOf(first),
    source,
    summary,
    throws: tags.filter(ts.isJSDocThrowsTag).map((tag) => {
      const type = tag.typeExpression?.type.getText();
      return `${type ? `{@link ${type}} ` : ""}${textOf(tag)}`.trim();
    }),
    parameters: tags
      .filter(ts.isJSDocParameterTag)
      .map((tag) => ({ name: tag.name.getText(), text: textOf(tag).replace(/^- /, "") })),
    code: statements.map(codeOf).join("\n\n"),
    words: wordsOf(first),
  };
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Node };
  return name ? [name.getText()] : [];
}

function kindOf(statement: ts.Statement): Kind {
  if (ts.isFunctionDeclaration(statement)) return "function";
  if (ts.isVariableStatement(statement)) return "value";
  if (!ts.isClassDeclaration(statement)) return "type";
  return isError(statement) ? "error" : "class";
}

function textOf(tag: ts.JSDocTag): string {
  return ts.getTextOfJSDocComment(tag.comment) ?? "";
}
