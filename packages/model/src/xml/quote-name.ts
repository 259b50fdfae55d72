/** The longest text of a document that a message quotes. A longer one is not cut, or half a secret would show. */
const maxQuotedLength = 64;

/** Writes the name of an element or an attribute in a message, unless it is too long. */
export function quoteName(name: string): string {
  return name.length <= maxQuotedLength ? name : `(${name.length} characters)`;
}

/** Writes a text in a message, unless it is too long. */
export function quoteText(text: string): string {
  return text.length <= maxQuotedLength ? JSON.stringify(text) : `${text.length} characters`;
}
