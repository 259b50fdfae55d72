import ts from "typescript";

/** A word that a type allows, and what it means. */
export interface Word {
  readonly word: string;
  readonly text: string;
}

/** The words that a type allows: its own, and those of other types that it names. */
export interface Words {
  readonly own: readonly Word[];
  readonly ofTypes: readonly string[];
}

/** The words of a type, or of the property `code` of an error. */
export function wordsOf(statement: ts.Statement): Words {
  if (ts.isTypeAliasDeclaration(statement)) return wordsIn(statement.type, "");
  if (!ts.isClassDeclaration(statement)) return { own: [], ofTypes: [] };
  const code = statement.members.find((member) => member.name?.getText() === "code");
  const type = code && ts.isPropertyDeclaration(code) ? (code.type ?? code.initializer) : undefined;
  return type ? wordsIn(type, "") : { own: [], ofTypes: [] };
}

function wordsIn(type: ts.Node, text: string): Words {
  if (ts.isUnionTypeNode(type)) {
    const all = type.types.map((member) => wordsIn(member, commentBefore(member)));
    return {
      own: all.flatMap(({ own }) => own),
      ofTypes: all.flatMap(({ ofTypes }) => ofTypes),
    };
  }
  if (ts.isTypeReferenceNode(type)) return { own: [], ofTypes: [type.typeName.getText()] };
  const literal = ts.isLiteralTypeNode(type) ? type.literal : type;
  return { own: ts.isStringLiteral(literal) ? [{ word: literal.text, text }] : [], ofTypes: [] };
}

function commentBefore(node: ts.Node): string {
  const before = node.getSourceFile().text.slice(0, node.getStart());
  const [, comment = ""] = /\/\*\*((?:(?!\*\/).)*)\*\/[\s|]*$/s.exec(before) ?? [];
  return comment.replaceAll(/^\s*\* ?/gm, "").trim();
}
