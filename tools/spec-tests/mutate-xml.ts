import fc from "fast-check";

/** An element of encoded XML. */
export interface Tree {
  readonly name: string;
  readonly attributes: string;
  readonly children: readonly (Tree | string)[];
}

const tag = /<(\/?)([^\s/>]+)((?:\s[^\s=]+="[^"]*")*)(\/?)>/g;

/** Reads encoded XML, which has no comments and no CDATA. */
export function readTree(xml: string): Tree {
  const text = xml.slice(xml.indexOf("?>") + 2).trimStart();
  const root: { children: (Tree | string)[] } = { children: [] };
  const open = [root];
  let end = 0;
  for (const {
    0: whole,
    1: close,
    2: name = "",
    3: attributes = "",
    4: empty,
    index,
  } of text.matchAll(tag)) {
    const [parent] = open;
    if (index > end) parent?.children.push(text.slice(end, index));
    end = index + whole.length;
    if (close) {
      open.shift();
      continue;
    }
    const element = { name, attributes, children: [] };
    parent?.children.push(element);
    if (!empty) open.unshift(element);
  }
  const [found] = root.children;
  if (!found || typeof found === "string") throw new Error(`no element: ${xml}`);
  return found;
}

/** Writes a tree as it is. */
export function writeTree({ name, attributes, children }: Tree): string {
  const content = children.map((child) => (typeof child === "string" ? child : writeTree(child)));
  return `<${name}${attributes}>${content.join("")}</${name}>`;
}

/** Returns the path of every element as child indices. The root has the empty path. */
export function pathsOf(tree: Tree): number[][] {
  const below = tree.children.flatMap((child, index) =>
    typeof child === "string" ? [] : pathsOf(child).map((path) => [index, ...path]),
  );
  return [[], ...below];
}

/** Replaces one element of a tree by others, or by none. */
export function replaced(
  tree: Tree,
  [first, ...rest]: readonly number[],
  by: (element: Tree) => readonly (Tree | string)[],
): Tree {
  const children = tree.children.flatMap((child, index) => {
    if (index !== first || typeof child === "string") return [child];
    return rest.length === 0 ? by(child) : [replaced(child, rest, by)];
  });
  return { ...tree, children };
}

/** Returns the names of the elements on a path, without the root. */
export function namesOn(tree: Tree, [first, ...rest]: readonly number[]): string[] {
  const child = first === undefined ? undefined : tree.children[first];
  return typeof child === "object" ? [child.name, ...namesOn(child, rest)] : [];
}

const other: Tree = { name: "eta", attributes: "", children: ["5"] };
const strange = ["", "purge", "backup", " save ", "-1", "+5", "007", "9007199254740992", "1.5"];

/** Generates mutations of an element. */
export const mutation: fc.Arbitrary<(element: Tree) => readonly (Tree | string)[]> = fc.oneof(
  fc.constant(() => []),
  fc.constant((element: Tree) => [element, element]),
  fc.constant((element: Tree) => [other, element]),
  fc.constant((element: Tree) => element.children),
  fc.constant((element: Tree) => [{ ...element, name: "eta" }]),
  fc.constant((element: Tree) => [{ ...element, name: "link" }]),
  fc.constant((element: Tree) => [{ ...element, attributes: ' since="9"' }]),
  fc.constant((element: Tree) => [{ ...element, children: [...element.children, other] }]),
  fc.constant((element: Tree) => [{ ...element, children: [...element.children].reverse() }]),
  fc.constant((element: Tree) => [{ ...element, children: [] }]),
  fc.constantFrom(...strange).map((text) => (element: Tree) => [{ ...element, children: [text] }]),
);
