import type { Element } from "../validation/element.ts";

/**
 * The texts that a path of a matching rule is about, such as `$.response.data.accessToken.#text`. Pact
 * passes over a rule whose path leads nowhere.
 *
 * @throws {Error} where the path is about anything but the text of elements
 */
export function textsAt(root: Element, path: string): string[] {
  const names = path.split(".");
  if (names.shift() !== "$" || names.pop() !== "#text") {
    throw new Error(`${path} is not the path of a text.`);
  }
  return elementsAt([root], names)
    .filter(({ children }) => children.length === 0)
    .map(({ text }) => text);
}

function elementsAt(elements: readonly Element[], [name, ...rest]: readonly string[]): Element[] {
  const named = elements.filter((element) => element.name === name);
  if (rest.length === 0) return named;
  return elementsAt(
    named.flatMap(({ children }) => children),
    rest,
  );
}
