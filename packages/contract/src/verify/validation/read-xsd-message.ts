/** What libxml2 says of a deviation, as what was expected and what was got. */
export function readXsdMessage(
  message: string,
  otherwise: string,
): { readonly expected: string; readonly got: string } {
  const [, element = "", what = ""] = /^Element '([^']*)'(?:, [^:]*)?: (.*)$/s.exec(message) ?? [];
  const [, list] = /Expected is (?:one of )?\( (.*) \)\.$/.exec(what) ?? [];
  const expected = list
    ?.split(", ")
    .map((name) => `<${name}>`)
    .join(" or ");
  if (/^This element is not expected/.test(what)) {
    return { expected: expected ?? `no <${element}> here`, got: `<${element}>` };
  }
  if (/^Missing child element/.test(what)) {
    return { expected: expected ?? otherwise, got: `the end of <${element}>` };
  }
  if (/^No matching global declaration/.test(what)) {
    return { expected: "the root <response>", got: `<${element}>` };
  }
  const [, value, words] =
    /The value '(.*)' is not an element of the set \{(.*)\}\.$/s.exec(what) ?? [];
  if (value !== undefined && words !== undefined) {
    return { expected: `one of ${words.replaceAll("'", "")}`, got: JSON.stringify(value) };
  }
  const [, other, type] = /^'(.*)' is not a valid value of the .*type '(.*)'\.$/s.exec(what) ?? [];
  if (other !== undefined)
    return { expected: `a value of the XSD's type ${type}`, got: JSON.stringify(other) };
  return { expected: otherwise, got: message };
}
