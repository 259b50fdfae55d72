/** By the error code of the package `yaml`. Its messages may quote the text, which may be secret. */
const problems: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "an alias can't have a tag or an anchor",
  BAD_ALIAS: "invalid alias",
  BAD_COLLECTION_TYPE: "the tag doesn't fit its value",
  BAD_DIRECTIVE: "invalid directive",
  BAD_DQ_ESCAPE: "invalid escape sequence in double quotes",
  BAD_INDENT: "wrong indentation",
  BAD_PROP_ORDER: "an anchor or a tag is in the wrong place",
  BAD_SCALAR_START: "a text that begins with this character must be in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a text that contains a colon and a space must be in quotes",
  BLOCK_IN_FLOW: "a list or a map in brackets can't contain an indented one",
  DUPLICATE_KEY: "duplicate key",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a character is missing, such as a colon, a comma, a quote or a bracket",
  MULTILINE_IMPLICIT_KEY: "a key is on several lines, or its colon is missing",
  MULTIPLE_ANCHORS: "more than one anchor",
  MULTIPLE_DOCS: "more than one document",
  MULTIPLE_TAGS: "more than one tag",
  NON_STRING_KEY: "a key isn't a text",
  RESOURCE_EXHAUSTION: "nested too deeply",
  TAB_AS_INDENT: "indented with a tab; use spaces",
  TAG_RESOLVE_FAILED: "unknown tag, or a value that doesn't fit its tag",
  UNEXPECTED_TOKEN: "unexpected character",
};

/**
 * Describes why a text isn't YAML or JSON, such as `duplicate key`.
 *
 * @param code The code of an error or a warning of the package `yaml`.
 */
export function describeYamlProblem(code: string): string {
  return problems[code] ?? "syntax error";
}
