import { XmlDocument, XmlElement } from "libxml2-wasm";

/** What a schema allows in one place. */
export type Particle =
  | {
      readonly kind: "element";
      readonly name: string;
      readonly occurs: string;
      readonly type: XsdType;
    }
  | {
      readonly kind: "sequence" | "all" | "choice";
      readonly occurs: string;
      readonly particles: readonly Particle[];
    }
  | { readonly kind: "any"; readonly occurs: string };

/** What an element holds. */
export interface XsdType {
  /** Its words, where they are enumerated. */
  readonly words?: readonly string[];
  /** What else its text must be, as in `xs:integer minInclusive=0`; nothing where it has no text. */
  readonly text: string;
  readonly content: readonly Particle[];
}

/** Reads a schema that stands alone into what it allows below its root. */
export function readXsd(text: string): Particle {
  using document = XmlDocument.fromString(text);
  const named = new Map<string, XmlElement>();
  let root: XmlElement | undefined;
  for (const element of childrenOf(document.root)) {
    const name = attribute(element, "name") ?? "";
    if (element.name === "element") root = element;
    else named.set(name, element);
  }
  if (!root) throw new Error("The schema declares no root element.");
  return readElement(root, named);
}

type Types = ReadonlyMap<string, XmlElement>;

function readElement(element: XmlElement, types: Types): Particle {
  const name = attribute(element, "name") ?? "";
  const reference = attribute(element, "type");
  const [inline] = childrenOf(element);
  const declared = reference === undefined ? inline : types.get(reference);
  const type = declared ? readType(declared, types) : { text: reference ?? "", content: [] };
  return { kind: "element", name, occurs: occursOf(element), type };
}

function readType(type: XmlElement, types: Types): XsdType {
  if (type.name === "simpleType") return readSimpleType(type, types);
  const mixed = attribute(type, "mixed") === "true" ? "mixed" : "";
  const parts = childrenOf(type).map((part) => readPart(part, types));
  return {
    text: [mixed, ...parts.map(({ text }) => text)].filter(Boolean).join(" "),
    content: parts.flatMap(({ content }) => content),
  };
}

function readPart(part: XmlElement, types: Types): XsdType {
  switch (part.name) {
    case "sequence":
    case "all":
    case "choice":
    case "any":
      return { text: "", content: [readParticle(part, types)] };
    case "complexContent":
    case "simpleContent":
    case "extension": {
      const base = types.get(attribute(part, "base") ?? "");
      const inherited = base ? [readType(base, types)] : [];
      const own = childrenOf(part).map((inner) => readPart(inner, types));
      const all = [...inherited, ...own];
      return {
        text: all.map(({ text }) => text).join(" "),
        content: all.flatMap(({ content }) => content),
      };
    }
    case "anyAttribute":
    case "attribute":
      return { text: `${part.name} ${attribute(part, "name") ?? ""}`.trim(), content: [] };
    default:
      throw new Error(`xs:${part.name} is not known to the comparison of schemas: teach it.`);
  }
}

function readParticle(part: XmlElement, types: Types): Particle {
  const occurs = occursOf(part);
  switch (part.name) {
    case "element":
      return readElement(part, types);
    case "any":
      return { kind: "any", occurs };
    case "sequence":
    case "all":
    case "choice": {
      const particles = childrenOf(part).map((inner) => readParticle(inner, types));
      return { kind: part.name, occurs, particles };
    }
    default:
      throw new Error(`xs:${part.name} is not known to the comparison of schemas: teach it.`);
  }
}

function readSimpleType(type: XmlElement, types: Types): XsdType {
  const [restriction] = childrenOf(type);
  const base = attribute(restriction, "base") ?? "";
  const inherited = types.get(base);
  const facets = restriction ? childrenOf(restriction) : [];
  const words = facets.filter(({ name }) => name === "enumeration");
  const others = facets.filter(({ name }) => name !== "enumeration");
  const text = [
    inherited ? readType(inherited, types).text : base,
    ...others.map((facet) => `${facet.name}=${attribute(facet, "value")}`),
  ];
  return {
    ...(words.length > 0 && { words: words.map((word) => attribute(word, "value") ?? "") }),
    text: text.join(" "),
    content: [],
  };
}

function occursOf(element: XmlElement): string {
  return `${attribute(element, "minOccurs") ?? "1"}..${attribute(element, "maxOccurs") ?? "1"}`;
}

function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attrs.find((each) => each.name === name)?.value;
}

function childrenOf(element: XmlElement): XmlElement[] {
  const children: XmlElement[] = [];
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement && node.name !== "annotation") children.push(node);
  }
  return children;
}
