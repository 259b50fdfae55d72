import type { ElementType } from "@asyncstatus/model";
import type { ConfigurationElement, ElementContent } from "../elements/element.ts";
import type { Elements } from "../elements/elements.ts";
import { DeviceError } from "../errors/device-error.ts";
import type { RequestOptions } from "../operation/submit.ts";
import { keyNamesIn } from "./key-attributes.ts";

/** The editing and the running configuration, as far as they were read. */
export interface ReadConfigurations {
  /** The names of the key attributes by element type; none for a singleton. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** The elements of the editing configuration. */
  readonly editing: readonly ConfigurationElement[];
  /** The elements of the running configuration. */
  readonly running: readonly ConfigurationElement[];
  /** The element types that could not be compared. */
  readonly unread: readonly UnreadType[];
}

/** An element type that could not be compared. */
export interface UnreadType {
  /** Absent if the device refused to list the element types. */
  readonly type?: string;
  /** `refused`: see `error`. `hidden`: the device hides a value, such as a password, behind asterisks. */
  readonly reason: "refused" | "hidden";
  readonly error?: Error;
}

/**
 * Reads the editing and the running configuration.
 *
 * @param types The element types to read. @default all types of the device
 * @throws {DeviceError} if the device refuses the elements of one of `types`. Without `types`, a type that
 *   it refuses is listed as unread.
 */
export async function readConfigurations(
  elements: Pick<Elements, "list" | "metadata" | "types">,
  types: Iterable<string> | undefined,
  options: RequestOptions = {},
): Promise<ReadConfigurations> {
  const unread: UnreadType[] = [];
  const keys: [string, readonly string[]][] = [];
  const editing: ConfigurationElement[] = [];
  const running: ConfigurationElement[] = [];
  const names = types ?? (await namesOfTypes(elements, unread, options));
  for (const type of new Set(names)) {
    try {
      const keyNames = keyNamesIn(await elements.metadata(type, options));
      const edited = await listAll(elements, type, options);
      const run = await listAll(elements, type, { ...options, running: true });
      keys.push([type, keyNames]);
      editing.push(...edited);
      running.push(...run);
      if ([...edited, ...run].some(isHidden)) unread.push({ type, reason: "hidden" });
    } catch (error) {
      if (types || !(error instanceof DeviceError)) throw error;
      unread.push({ type, reason: "refused", error });
    }
  }
  return { keys: Object.fromEntries(keys), editing, running, unread };
}

async function namesOfTypes(
  elements: Pick<Elements, "types">,
  unread: UnreadType[],
  options: RequestOptions,
): Promise<readonly string[]> {
  try {
    const types: readonly ElementType[] = await elements.types(options);
    return types.map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    unread.push({ reason: "refused", error });
    return [];
  }
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

function isHidden({ attributes, subElements }: ElementContent): boolean {
  return (
    // A single asterisk is a wildcard.
    Object.values(attributes).some((values) => values.some((value) => /^\*{3,}$/.test(value))) ||
    subElements.some(isHidden)
  );
}
