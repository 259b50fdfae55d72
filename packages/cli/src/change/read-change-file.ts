import type { Change, SubElementInput, WantedElement } from "@asyncstatus/client";
import { isShownKey } from "@asyncstatus/model/text";
import { xmlCharacterClass } from "@asyncstatus/model/xml";
import type { YAMLMap } from "yaml";
import { readAll } from "../connection/ask.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { type Place, parseYaml, readYamlFile, type YamlFile } from "../settings/read-yaml-file.ts";

/** A change that was read from a file. */
export interface ChangeFile {
  readonly file: string;
  readonly comment?: string;
  readonly change: Change;
  /** For each element of the change. */
  readonly sources: readonly ElementSource[];
}

/** Place and comment of an element in its file. */
export interface ElementSource {
  readonly place: Place;
  readonly comment?: string;
}

type Attributes = NonNullable<SubElementInput["attributes"]>;

const fileKeys = ["$schema", "change", "comment", "elements"] as const;
const elementKeys = ["type", "state", "comment", "attributes", "subElements"] as const;
const subElementKeys = ["type", "attributes", "subElements"] as const;

// Values are texts as they are written: `007` isn't 7, and `1.10` isn't 1.1.
const options = { onlyTexts: true, hasColumns: true };

/** Options of a command that reads a change. */
interface ChangeInput {
  readonly passwordStdin?: boolean | undefined;
}

/**
 * Reads the change that an argument names, `-` for standard input, as {@link readChangeFile} does.
 *
 * @throws {UsageError} If the change is refused, or the password is read from standard input too.
 */
export async function readChange(
  io: Pick<Io, "stdin">,
  argument: string,
  { passwordStdin }: ChangeInput,
): Promise<ChangeFile> {
  if (argument !== "-") return await readChangeFile(argument);
  if (passwordStdin) throw new UsageError("FILE - and --password-stdin can't be combined");
  return new ChangeReader(await parseYaml("standard input", await readAll(io), options)).read();
}

/**
 * Reads a change, JSON or YAML. change.schema.json of `@asyncstatus/client` describes it.
 *
 * @throws {UsageError} If the file is refused, with line and column.
 */
export async function readChangeFile(file: string): Promise<ChangeFile> {
  const source = await readYamlFile(file, "data", options);
  if (!source) throw new UsageError(`file not found: ${file}`);
  return new ChangeReader(source).read();
}

class ChangeReader {
  readonly #source: YamlFile;

  constructor(source: YamlFile) {
    this.#source = source;
  }

  read(): ChangeFile {
    const { file, document } = this.#source;
    const { change, comment, elements, $schema } = this.#members(
      document.contents,
      "change and elements",
      fileKeys,
    );
    if (!this.#isPlain(change, "1"))
      this.#refuse(change ?? document.contents, "expected change: 1");
    this.#optionalText($schema);
    const items = this.#list(elements ?? document.contents, "elements");
    const all = items.map((item) => this.#element(item));
    const text = this.#optionalText(comment);
    return {
      file,
      ...(text !== undefined && { comment: text }),
      change: { elements: all.map(({ element }) => element) },
      sources: all.map(({ source }) => source),
    };
  }

  #element(node: unknown): { readonly element: WantedElement; readonly source: ElementSource } {
    const { type, state, comment, attributes, subElements } = this.#members(
      node,
      "an element",
      elementKeys,
    );
    if (type === undefined) this.#refuse(node, "expected type");
    const wantedState = this.#optionalText(state);
    if (wantedState !== undefined && wantedState !== "present" && wantedState !== "absent") {
      this.#refuse(state, "expected present or absent");
    }
    if (wantedState === "absent" && subElements !== undefined) {
      this.#refuse(subElements, "an absent element can't have subElements");
    }
    const text = this.#optionalText(comment);
    return {
      element: {
        type: this.#name(type),
        ...(wantedState !== undefined && { state: wantedState }),
        ...this.#content(attributes, subElements),
      },
      source: { place: this.#source.placeOf(node), ...(text !== undefined && { comment: text }) },
    };
  }

  #content(
    attributes: unknown,
    subElements: unknown,
  ): Pick<SubElementInput, "attributes" | "subElements"> {
    return {
      ...(attributes !== undefined && { attributes: this.#attributes(attributes) }),
      ...(subElements !== undefined && {
        subElements: this.#list(subElements, "sub-elements").map((node) => this.#subElement(node)),
      }),
    };
  }

  #subElement(node: unknown): SubElementInput {
    const { type, attributes, subElements } = this.#members(node, "a sub-element", subElementKeys);
    return {
      ...(type !== undefined && { type: this.#name(type) }),
      ...this.#content(attributes, subElements),
    };
  }

  #attributes(node: unknown): Attributes {
    const { items } = this.#map(node, "attributes by name");
    // fromEntries defines own properties, even for `__proto__`.
    return Object.fromEntries(
      items.map(({ key, value }) => [this.#name(key), this.#values(value)]),
    );
  }

  #values(node: unknown): string | readonly string[] {
    if (!this.#source.yaml.isSeq(node)) return this.#text(node);
    if (node.items.length === 0) this.#refuse(node, "expected one or more values");
    return node.items.map((item) => this.#text(item));
  }

  /** Returns the values of a map, and refuses other keys. */
  #members<Key extends string>(
    node: unknown,
    expected: string,
    keys: readonly Key[],
  ): Partial<Readonly<Record<Key, unknown>>> {
    const members: Partial<Record<Key, unknown>> = {};
    for (const { key, value } of this.#map(node, expected).items) {
      const text = this.#text(key);
      const known = keys.find((one) => one === text);
      if (known === undefined) {
        const name = isShownKey(text) ? ` "${text}"` : "";
        this.#refuse(key, `unknown key${name}; valid keys: ${keys.join(", ")}`);
      }
      members[known] = value;
    }
    return members;
  }

  #map(node: unknown, expected: string): YAMLMap {
    if (this.#source.yaml.isMap(node)) return node;
    return this.#refuse(node, `expected ${expected}`);
  }

  #list(node: unknown, expected: string): readonly unknown[] {
    if (this.#source.yaml.isSeq(node)) return node.items;
    return this.#refuse(node, `expected a list of ${expected}`);
  }

  #name(node: unknown): string {
    const text = this.#text(node);
    return text === "" ? this.#refuse(node, "expected a name") : text;
  }

  #optionalText(node: unknown): string | undefined {
    return node === undefined ? undefined : this.#text(node);
  }

  #text(node: unknown): string {
    const { yaml } = this.#source;
    if (!yaml.isScalar(node)) return this.#refuse(node, "expected a text");
    const text = String(node.value);
    if (node.type === "PLAIN" && /^(~|null|)$/i.test(text)) {
      this.#refuse(node, 'expected a text; an empty one is ""');
    }
    if (notInXml.test(text)) this.#refuse(node, "a character that XML doesn't allow");
    return text;
  }

  #isPlain(node: unknown, text: string): boolean {
    return this.#source.yaml.isScalar(node) && node.type === "PLAIN" && node.value === text;
  }

  #refuse(node: unknown, problem: string): never {
    throw new UsageError(`${this.#source.placeOf(node)}: ${problem}`);
  }
}

const notInXml = new RegExp(`[^${xmlCharacterClass}]`, "u");
