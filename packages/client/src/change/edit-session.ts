import type { ElementType } from "@asyncstatus/model";
import type { ConfigurationElement, ElementInput, ElementKey } from "../elements/element.ts";
import type { Elements } from "../elements/elements.ts";
import { mayHaveBeenAccepted } from "../errors/classify.ts";
import { OptionError } from "../errors/option-error.ts";
import type { RequestOptions } from "../operation/submit.ts";
import { undefinedIfRefused } from "../operation/undefined-if-refused.ts";
import { keyNamesIn, requireSingleton } from "./key-attributes.ts";

/** The elements of the configuration, while a commit holds the lock. */
export type ElementEditor = Pick<
  Elements,
  "add" | "delete" | "get" | "list" | "metadata" | "types" | "update"
>;

/** An edit that was sent. */
export interface ElementEdit {
  readonly action: "add" | "update" | "delete";
  readonly type: string;
  /** The key attributes of the element; empty for a singleton. */
  readonly key: ElementKey;
  /** `unknown`: the response was lost, so the device may have made the edit. */
  readonly state: "accepted" | "refused" | "unknown";
}

interface Touched {
  readonly type: string;
  readonly key: ElementKey;
  /** The element before the first edit; undefined if it did not exist. */
  readonly before: ConfigurationElement | undefined;
  readonly edits: ElementEdit[];
}

/** Sends the edits of a commit, and keeps what is needed to take them back one by one. */
export class EditSession {
  readonly edits: ElementEdit[] = [];
  readonly #elements: Elements;
  readonly #keyNames = new Map<string, Promise<readonly string[]>>();
  #types: Promise<readonly ElementType[]> | undefined;
  readonly #touched = new Map<string, Touched>();
  readonly #keepsElements: boolean;
  readonly #onEdit: (edit: ElementEdit) => void;

  /**
   * @param keepsElements True to read each element before its first edit, for {@link takeBack}.
   * @param keys The names of the key attributes by element type, as far as they are known.
   */
  constructor(
    elements: Elements,
    {
      keepsElements,
      keys = {},
      onEdit,
    }: {
      readonly keepsElements: boolean;
      readonly keys?: Readonly<Record<string, readonly string[]>> | undefined;
      readonly onEdit: (edit: ElementEdit) => void;
    },
  ) {
    for (const [type, names] of Object.entries(keys)) {
      this.#keyNames.set(type, Promise.resolve(names));
    }
    this.#elements = elements;
    this.#keepsElements = keepsElements;
    this.#onEdit = onEdit;
  }

  /** Runs a callback that edits, until the signal aborts. Edits after its end are refused. */
  async run(
    edit: (elements: ElementEditor) => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<void> {
    const ended = new AbortController();
    const signals = (own?: AbortSignal) => ({
      signal: AbortSignal.any([signal, ended.signal, ...(own ? [own] : [])]),
    });
    const elements = this.#elements;
    try {
      await edit({
        list: (type, options) => elements.list(type, { ...options, ...signals(options?.signal) }),
        get: (type, key, options) =>
          elements.get(type, key, { ...options, ...signals(options?.signal) }),
        types: (options) => elements.types(signals(options?.signal)),
        metadata: (type, options) => elements.metadata(type, signals(options?.signal)),
        add: (element, options) =>
          this.#edit("add", element, signals(options?.signal), (request) =>
            elements.add(element, request),
          ),
        update: (element, options) =>
          this.#edit("update", element, signals(options?.signal), (request) =>
            elements.update(element, request),
          ),
        delete: (type, key = {}, options = {}) =>
          this.#edit("delete", { type, attributes: key }, signals(options.signal), (request) =>
            elements.delete(type, key, request),
          ),
      });
      signal.throwIfAborted();
    } finally {
      ended.abort(new Error("The edit of the commit has ended."));
    }
  }

  /** Takes the edits back, the last one first. Returns those that are left, and the first error. */
  async takeBack(
    signal: AbortSignal,
  ): Promise<{ readonly left: readonly ElementEdit[]; readonly error?: unknown }> {
    const left: ElementEdit[] = [];
    let first: { readonly error: unknown } | undefined;
    for (const touched of [...this.#touched.values()].reverse()) {
      const edits = touched.edits.filter(({ state }) => state !== "refused");
      if (edits.length === 0) continue;
      try {
        await this.#takeBack(touched, signal);
      } catch (error) {
        first ??= { error };
        left.unshift(...edits);
      }
    }
    return { left, ...first };
  }

  async #takeBack({ type, key, before }: Touched, signal: AbortSignal): Promise<void> {
    const now = await this.#elements.get(type, key, { signal });
    if (!before) {
      if (now) await this.#elements.delete(type, key, { signal });
      return;
    }
    if (!now) return await addWhole(this.#elements, key, before, { signal });
    if (JSON.stringify(now) === JSON.stringify(before)) return;
    await this.#elements.update(before, { signal });
  }

  async #edit<Value>(
    action: ElementEdit["action"],
    element: ElementInput,
    options: { readonly signal: AbortSignal },
    send: (options: { readonly signal: AbortSignal }) => Promise<Value>,
  ): Promise<Value> {
    const key = await this.#key(element, options);
    const { type } = element;
    const touched = await this.#touch(type, key, options);
    const note = (state: ElementEdit["state"]) => {
      const edit = { action, type, key, state };
      this.edits.push(edit);
      touched?.edits.push(edit);
      this.#onEdit(edit);
    };
    options.signal.throwIfAborted();
    try {
      const value = await send(options);
      note("accepted");
      return value;
    } catch (error) {
      note(mayHaveBeenAccepted(error) ? "unknown" : "refused");
      throw error;
    }
  }

  async #touch(
    type: string,
    key: ElementKey,
    options: { readonly signal: AbortSignal },
  ): Promise<Touched | undefined> {
    if (!this.#keepsElements) return undefined;
    const id = JSON.stringify([type, Object.entries(key).sort()]);
    const known = this.#touched.get(id);
    if (known) return known;
    const before = await this.#elements.get(type, key, options);
    const touched = { type, key, before, edits: [] };
    this.#touched.set(id, touched);
    return touched;
  }

  async #key(
    { type, attributes = {} }: ElementInput,
    options: { readonly signal: AbortSignal },
  ): Promise<ElementKey> {
    const reading =
      this.#keyNames.get(type) ?? this.#elements.metadata(type, options).then(keyNamesIn);
    this.#keyNames.set(type, reading);
    const names = this.#keepsElements ? await reading : ((await undefinedIfRefused(reading)) ?? []);
    if (this.#keepsElements) await this.#requireKey(type, names, attributes, options);
    return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
  }

  /** An incomplete key would find another element, which must not be changed to take an edit back. */
  async #requireKey(
    type: string,
    names: readonly string[],
    attributes: NonNullable<ElementInput["attributes"]>,
    options: { readonly signal: AbortSignal },
  ): Promise<void> {
    const missing = names.find((name) => !Object.hasOwn(attributes, name));
    if (missing !== undefined) {
      throw new OptionError("element", `lacks ${missing}, a key attribute of ${type}`);
    }
    if (names.length > 0) return;
    this.#types ??= this.#elements.types(options);
    requireSingleton("element", type, await this.#types);
  }
}

/** Adds an element with all of its attributes: a singleton is first added by its type alone. */
export async function addWhole(
  elements: Pick<ElementEditor, "add" | "update">,
  key: ElementKey,
  element: ElementInput,
  options?: RequestOptions,
): Promise<void> {
  const isSingleton = Object.keys(key).length === 0;
  await elements.add(isSingleton ? { type: element.type } : element, options);
  if (isSingleton) await elements.update(element, options);
}
