/** Splits an XSD error of libxml2, which has no structured form, into expected and actual. */
export function readXsdMessage(
  message: string,
  otherwise: string,
): { readonly expected: string; readonly actual: string } {
  const [, element = "", error = ""] = /^Element '([^']*)'(?:, [^:]*)?: (.*)$/s.exec(message) ?? [];
  const [, list] = /Expected is (?:one of )?\( (.*) \)\.$/.exec(error) ?? [];
  const expected = list?.replace(/[^, ]+/g, "<$&>").replaceAll(", ", " or ");
  if (error.startsWith("This element is not expected")) {
    return { expected: expected ?? `no <${element}> here`, actual: `<${element}>` };
  }
  if (error.startsWith("Missing child element")) {
    return { expected: expected ?? otherwise, actual: `the end of <${element}>` };
  }
  if (error.startsWith("No matching global declaration")) {
    return { expected: "the root <response>", actual: `<${element}>` };
  }
  const [, value, values] =
    /The value '(.*)' is not an element of the set \{(.*)\}\.$/s.exec(error) ?? [];
  if (value !== undefined && values !== undefined) {
    return { expected: `one of ${values.replaceAll("'", "")}`, actual: JSON.stringify(value) };
  }
  const [, text, type] = /^'(.*)' is not a valid value of the .*type '(.*)'\.$/s.exec(error) ?? [];
  if (text !== undefined) {
    return { expected: `a value of the XSD's type ${type}`, actual: JSON.stringify(text) };
  }
  return { expected: otherwise, actual: message };
}
