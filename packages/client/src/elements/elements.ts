import {
  type AttributeMetadata,
  type ElementType,
  EncodeError,
  encode,
  type RestVersion,
} from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { DeviceError } from "../errors/device-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import type { RequestOptions } from "../operation/submit.ts";
import type { Session } from "../session/session.ts";
import {
  type ConfigurationElement,
  type ElementInput,
  type ElementKey,
  fromDocument,
  toDocument,
} from "./element.ts";
import { withElementError } from "./element-error.ts";

/** Options of {@link Elements.get}. */
export interface ReadElementOptions extends RequestOptions {
  /** True for the running configuration. @default false: the editing configuration */
  readonly running?: boolean;
}

/** Options of {@link Elements.list}. */
export interface ListElementsOptions extends ReadElementOptions {
  /** The key attributes that the elements have. @default all elements of the type */
  readonly key?: ElementKey;
}

/** A page has at most 100 elements (10.0). */
const maxPages = 1_000;

/**
 * The elements of the configuration. Reading needs no lock. Edits need the lock, change the editing
 * configuration only, and take effect by a save and an activate.
 */
export class Elements {
  readonly #session: Session;
  readonly #version: RestVersion;

  /** @internal Use `sbc.elements`. */
  constructor(session: Session, version: RestVersion) {
    this.#session = session;
    this.#version = version;
  }

  /**
   * Reads the elements of a type, page by page. An edit of another user meanwhile may move elements
   * between pages.
   *
   * @throws {ResponseError} `undecodable` if the device repeats a page, or has more than 1,000.
   */
  async *list(
    type: string,
    options: ListElementsOptions = {},
  ): AsyncGenerator<ConfigurationElement, void> {
    const { key, running, signal } = options;
    let offset = 0;
    let page: Readonly<Record<string, string>> = {};
    let first: string | undefined;
    for (let pages = 1; ; pages += 1) {
      if (pages > maxPages) {
        throw this.#unusable("getConfigElements", `it has more than ${maxPages} pages`);
      }
      const { data, links } = await this.#session.call("getConfigElements", {
        query: { ...key, elementType: type, ...(running && { running: "true" }), ...page },
        ...(signal && { signal }),
      });
      const before = first;
      first = JSON.stringify(data[0]);
      if (first !== undefined && first === before) {
        throw this.#unusable("getConfigElements", "it repeats the page before");
      }
      yield* data.map(fromDocument);
      const [link] = links;
      if (link === undefined || data.length === 0) return;
      ({ offset, page } = nextPage(link, offset, data.length));
    }
  }

  /**
   * Reads one element; a singleton without a key. Returns undefined if it does not exist.
   *
   * @param key All key attributes of the type. {@link metadata} tells them.
   */
  async get(
    type: string,
    key: ElementKey = {},
    { running, signal }: ReadElementOptions = {},
  ): Promise<ConfigurationElement | undefined> {
    try {
      const { data } = await this.#session.call("getConfigElements", {
        query: { ...key, elementType: type, ...(running && { running: "true" }) },
        ...(signal && { signal }),
      });
      return data[0] && fromDocument(data[0]);
    } catch (error) {
      if (error instanceof DeviceError && error.code === "not-found") return undefined;
      throw error;
    }
  }

  /**
   * Adds an element. Add a singleton with its type alone, then {@link update} it.
   *
   * @returns The complete element.
   * @throws {ElementError} `conflict` if it exists, `bad-request` if it is invalid. Nothing has changed.
   * @throws {DeviceError} `locked` without the lock.
   */
  add(element: ElementInput, options: RequestOptions = {}): Promise<ConfigurationElement> {
    return this.#send("addConfigElement", element, options);
  }

  /**
   * Changes an element: pass the key attributes and those that change. The other attributes stay.
   *
   * @returns The complete element.
   * @throws {ElementError} `not-found` if it does not exist, `bad-request` if it is invalid. Nothing has
   *   changed.
   * @throws {DeviceError} `locked` without the lock.
   */
  update(element: ElementInput, options: RequestOptions = {}): Promise<ConfigurationElement> {
    return this.#send("changeConfigElement", element, options);
  }

  /**
   * Deletes an element; a singleton without a key.
   *
   * @throws {ElementError} `not-found` if it does not exist.
   * @throws {DeviceError} `locked` without the lock.
   */
  async delete(type: string, key: ElementKey = {}, options: RequestOptions = {}): Promise<void> {
    const query = { ...key, elementType: type };
    const response = this.#session.call("deleteConfigElement", { ...options, query });
    await withElementError({ type, attributes: key }, response);
  }

  /** Reads the element types that the device supports. */
  async types(options: RequestOptions = {}): Promise<readonly ElementType[]> {
    return (await this.#session.call("getElementTypes", options)).data;
  }

  /** Reads the attributes of an element type; `key` is true for key attributes. */
  async metadata(
    type: string,
    options: RequestOptions = {},
  ): Promise<readonly AttributeMetadata[]> {
    const query = { elementType: type };
    return (await this.#session.call("getElementTypeMetadata", { ...options, query })).data;
  }

  async #send(
    id: "addConfigElement" | "changeConfigElement",
    element: ElementInput,
    options: RequestOptions,
  ): Promise<ConfigurationElement> {
    const body = encodeElement(element, this.#version);
    const response = this.#session.call(id, { ...options, body });
    const [complete] = (await withElementError(element, response)).data;
    if (!complete) throw this.#unusable(id, "it has no element");
    return fromDocument(complete);
  }

  #unusable(id: OperationId, detail: string): ResponseError {
    const request = this.#session.describe(id);
    return new ResponseError({ ...request, code: "undecodable", status: 200, detail });
  }
}

/** @throws {OptionError} if a text has characters that XML does not allow. */
function encodeElement(element: ElementInput, version: RestVersion): string {
  try {
    return encode("ConfigElement", toDocument(element), { version });
  } catch (error) {
    if (error instanceof EncodeError) throw new OptionError("element", error.message);
    throw error;
  }
}

/**
 * Returns the query of the next page. The link is not followed, so that a token never leaves the device:
 * only its offset is read.
 */
function nextPage(link: string, offset: number, size: number) {
  const parameters = URL.parse(link, "https://device")?.searchParams;
  const given = parameters?.get("offset") ?? "";
  const next = /^\d{1,9}$/.test(given) && Number(given) > offset ? Number(given) : offset + size;
  const maxElements = parameters?.get("maxElements") ?? "";
  return {
    offset: next,
    page: {
      offset: String(next),
      ...(/^\d{1,9}$/.test(maxElements) && { maxElements }),
    },
  };
}
