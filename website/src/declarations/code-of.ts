import ts from "typescript";

// More than two pages of one type: what it is made of is on a page of its own.
const longest = 5_000;

/** A declaration as its users see it: without what is private, and without what errors are made with. */
export function codeOf(statement: ts.Statement): string {
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
    // The compiler indents by four.
    .replaceAll(/^ +/gm, ({ length }) => " ".repeat(Math.floor(length / 4) * 2 + (length % 4)));
  return code.length > longest ? code.replace(/\{.*\}/s, "{ /* … */ }") : code;
}

/** Whether a class is an error. */
export function isError(node: ts.ClassDeclaration): boolean {
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
