import ts from "typescript";

// A longer declaration is shown without its members.
const maxCodeLength = 5_000;

/** String literal of a type, with its docstring. */
export interface Literal {
  readonly value: string;
  readonly text: string;
}

/** String literals of a type. */
export interface Literals {
  readonly own: readonly Literal[];
  /** Names of other types in the union. */
  readonly ofTypes: readonly string[];
}

export type Kind = "function" | "class" | "error" | "type" | "value";

/** Declaration of an export. */
export interface Declaration {
  readonly name: string;
  readonly kind: Kind;
  /** File that declares it. */
  readonly source: string;
  /** Docstring without tags. */
  readonly summary: string;
  readonly throws: readonly string[];
  /** Documented parameters. */
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  /** TypeScript code with the docstrings of the members. */
  readonly code: string;
  /** Literals of a type, or of the `code` of an error. */
  readonly literals: Literals;
}

/**
 * Finds an export in the text of a declaration file.
 *
 * @throws {Error} If it is missing or has no docstring.
 */
export function parseDeclaration(text: string, name: string, source: string): Declaration {
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
    literals: literalsOf(first),
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

/** Returns the code without private members and constructors of errors. */
function codeOf(statement: ts.Statement): string {
  const hidden = ts.isClassDeclaration(statement)
    ? statement.members.filter((member) => isHidden(statement, member))
    : [];
  const start = statement.getStart();
  const code = hidden
    .reverse()
    .reduce(
      (text, member) =>
        text.slice(0, member.getFullStart() - start) + text.slice(member.getEnd() - start),
      statement.getText(),
    )
    .replace(/^(export )?(declare )?/, "")
    .replaceAll(/\{@link ([\w.]+)\}/g, "`$1`")
    // The compiler indents by four spaces.
    .replaceAll(/^ +/gm, ({ length }) => " ".repeat(Math.floor(length / 4) * 2 + (length % 4)));
  return code.length > maxCodeLength ? code.replace(/\{.*\}/s, "{ /* … */ }") : code;
}

function isError(node: ts.ClassDeclaration): boolean {
  const [parent] = node.heritageClauses?.[0]?.types ?? [];
  return parent?.getText().endsWith("Error") ?? false;
}

function isHidden(statement: ts.ClassDeclaration, member: ts.ClassElement): boolean {
  if (ts.isConstructorDeclaration(member) && isError(statement)) return true;
  if (ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "internal")) return true;
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)) return true;
  return member.name !== undefined && ts.isPrivateIdentifier(member.name);
}

function literalsOf(statement: ts.Statement): Literals {
  if (ts.isTypeAliasDeclaration(statement)) return literalsIn(statement.type, "");
  if (!ts.isClassDeclaration(statement)) return { own: [], ofTypes: [] };
  const code = statement.members.find((member) => member.name?.getText() === "code");
  const type = code && ts.isPropertyDeclaration(code) ? (code.type ?? code.initializer) : undefined;
  return type ? literalsIn(type, "") : { own: [], ofTypes: [] };
}

function literalsIn(type: ts.Node, text: string): Literals {
  if (ts.isUnionTypeNode(type)) {
    const all = type.types.map((member) => literalsIn(member, commentBefore(member)));
    return {
      own: all.flatMap(({ own }) => own),
      ofTypes: all.flatMap(({ ofTypes }) => ofTypes),
    };
  }
  if (ts.isTypeReferenceNode(type)) return { own: [], ofTypes: [type.typeName.getText()] };
  const literal = ts.isLiteralTypeNode(type) ? type.literal : type;
  return { own: ts.isStringLiteral(literal) ? [{ value: literal.text, text }] : [], ofTypes: [] };
}

function commentBefore(node: ts.Node): string {
  const before = node.getSourceFile().text.slice(0, node.getStart());
  const [, comment = ""] = /\/\*\*((?:(?!\*\/).)*)\*\/[\s|]*$/s.exec(before) ?? [];
  return comment.replaceAll(/^\s*\* ?/gm, "").trim();
}
