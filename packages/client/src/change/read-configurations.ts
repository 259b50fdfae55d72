import type { AttributeMetadata } from "@asyncstatus/model";
import type {
  ConfigurationElement,
  ConfigurationSubElement,
  ElementContent,
} from "../elements/element.ts";
import type { Elements } from "../elements/elements.ts";
import { AsyncStatusError } from "../errors/asyncstatus-error.ts";
import { DeviceError } from "../errors/device-error.ts";
import type { RequestOptions } from "../operation/submit.ts";
import { keyNamesIn } from "./key-attributes.ts";

/** The editing and the running configuration, as far as they were read. */
export interface ReadConfigurations {
  /** The names of the key attributes by element type; none for a singleton. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** The attributes of each element type, by which a change is checked. @default nothing is checked */
  readonly metadata?: Readonly<Record<string, readonly AttributeMetadata[]>>;
  /** The elements of the editing configuration. */
  readonly editing: readonly ConfigurationElement[];
  /** The elements of the running configuration. */
  readonly running: readonly ConfigurationElement[];
  /** The element types that could not be compared. */
  readonly unread: readonly UnreadType[];
}

/** An element type that could not be compared. */
export interface UnreadType {
  /** Absent if the element types could not be listed. */
  readonly type?: string;
  /** `failed`: see `error`. `hidden`: the device hides a value, such as a password, behind asterisks. */
  readonly reason: "failed" | "hidden";
  readonly error?: AsyncStatusError;
}

type Both = Pick<ReadConfigurations, "editing" | "running">;

interface ReadType extends Both {
  readonly type: string;
  readonly metadata: readonly AttributeMetadata[];
}

/**
 * Reads the elements of some types in the editing and the running configuration.
 *
 * @throws {AsyncStatusError} if one of the types can't be read.
 */
export async function readTypes(
  elements: Pick<Elements, "list" | "metadata">,
  types: Iterable<string>,
  options: RequestOptions = {},
): Promise<ReadConfigurations> {
  const read: ReadType[] = [];
  for (const type of new Set(types)) {
    const metadata = await elements.metadata(type, options);
    read.push({ type, metadata, ...(await readType(elements, type, options)) });
  }
  const unread = read.filter(isHidden).map(({ type }) => hidden(type));
  return { ...merged(read), unread };
}

/**
 * Reads the elements of all types whose elements differ between the editing and the running configuration.
 * A type that the device refuses is listed as unread; so is one at which the connection fails, and then
 * the rest is not read.
 */
export async function readDifferingTypes(
  elements: Pick<Elements, "list" | "metadata" | "types">,
  options: RequestOptions = {},
): Promise<ReadConfigurations> {
  const unread: UnreadType[] = [];
  const read: ReadType[] = [];
  const isRead = async (type: string | undefined, reading: () => Promise<void>) => {
    try {
      await reading();
      return true;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof AsyncStatusError)) throw error;
      unread.push({ ...(type !== undefined && { type }), reason: "failed", error });
      return error instanceof DeviceError;
    }
  };
  let types: readonly { readonly name: string }[] = [];
  await isRead(undefined, async () => {
    types = await elements.types(options);
  });
  for (const { name: type } of types) {
    const goesOn = await isRead(type, async () => {
      const both = await readType(elements, type, options);
      if (isHidden(both)) unread.push(hidden(type));
      if (contentOf(both.editing) === contentOf(both.running)) return;
      const metadata = await elements.metadata(type, options);
      read.push({ type, metadata, ...both });
    });
    if (!goesOn) break;
  }
  return { ...merged(read), unread };
}

function merged(read: readonly ReadType[]): Omit<ReadConfigurations, "unread"> {
  return {
    keys: Object.fromEntries(read.map(({ type, metadata }) => [type, keyNamesIn(metadata)])),
    metadata: Object.fromEntries(read.map(({ type, metadata }) => [type, metadata])),
    editing: read.flatMap(({ editing }) => editing),
    running: read.flatMap(({ running }) => running),
  };
}

async function readType(
  elements: Pick<Elements, "list">,
  type: string,
  options: RequestOptions,
): Promise<Both> {
  const editing = await listAll(elements, type, options);
  const running = await listAll(elements, type, { ...options, running: true });
  return { editing, running };
}

/** Reads all elements of a type. A device may answer 404 if there is none. */
export async function listAll(
  elements: Pick<Elements, "list">,
  type: string,
  options: RequestOptions & { readonly running?: boolean },
): Promise<ConfigurationElement[]> {
  const found: ConfigurationElement[] = [];
  try {
    for await (const element of elements.list(type, options)) found.push(element);
  } catch (error) {
    if (!(error instanceof DeviceError) || error.code !== "not-found") throw error;
  }
  return found;
}

/** Returns a text that is equal for the same elements in another order. */
function contentOf(elements: readonly ConfigurationElement[]): string {
  return JSON.stringify(elements.map(canonical).sort());
}

/** Returns a text that is equal for the same elements in this order. */
export function canonicalList(elements: readonly ConfigurationSubElement[]): string {
  return JSON.stringify(elements.map(canonical));
}

/** Returns a text that is equal for the same attributes in another order. */
function canonical({ type, attributes, subElements }: ConfigurationSubElement): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([type, sorted, canonicalList(subElements)]);
}

function hidden(type: string): UnreadType {
  return { type, reason: "hidden" };
}

function isHidden({ editing, running }: Both): boolean {
  return [...editing, ...running].some(hidesValue);
}

function hidesValue({ attributes, subElements }: ElementContent): boolean {
  return (
    // A single asterisk is a wildcard.
    Object.values(attributes).some((values) => values.some((value) => /^\*{3,}$/.test(value))) ||
    subElements.some(hidesValue)
  );
}
