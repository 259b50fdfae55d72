import { isIP, isIPv6 } from "node:net";
import type { ProviderSecrets } from "../provider/secrets.ts";

const hostElements = /<(?:hostName|haPeerName)>([^<]+)<\//g;
const linkedHosts = /\bhttps?:\/\/([^\s/:<>"'[\]]+)/gi;
const addressLike =
  /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;

/** Replaces secrets, users, host names and addresses, each by the same name throughout. */
export class Redaction {
  readonly #secrets: ProviderSecrets;
  readonly #user: string;
  readonly #hosts = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  constructor(about: {
    readonly endpoint: URL;
    readonly user: string;
    readonly secrets: ProviderSecrets;
  }) {
    this.#secrets = about.secrets;
    this.#user = about.user;
    this.#addHost(about.endpoint.hostname.replace(/^\[|\]$/g, ""));
  }

  /** Finds the host names in a body, to replace them wherever they occur. */
  learn(body: Uint8Array): void {
    const text = new TextDecoder().decode(body);
    for (const [, host = ""] of text.matchAll(hostElements)) this.#addHost(host.trim());
    for (const [, host = ""] of text.matchAll(linkedHosts)) this.#addHost(host);
  }

  text(text: string): string {
    // Longest first: one may be a part of another.
    const hosts = [...this.#hosts].sort(([a], [b]) => b.length - a.length);
    return hosts
      .reduce(
        // Not the name of an element.
        (rest, [host, name]) => rest.replace(wordNotAfter("<|</", host), name),
        this.#secrets.hide(text),
      )
      .replace(wordNotAfter("<|/", this.#user), "user")
      .replace(addressLike, (found) => (isIP(found) ? this.#nameOf(found) : found));
  }

  /** Returns a body as text; `null` if it is not UTF-8. */
  body(body: Uint8Array): string | null {
    try {
      return this.text(new TextDecoder("utf-8", { fatal: true }).decode(body));
    } catch {
      return null;
    }
  }

  /** Replaces every text in a body that may contain an unknown token; `null` if that is not possible. */
  tokenBody(body: Uint8Array): string | null {
    const text = this.body(body);
    if (text === null || text === "") return text;
    const markup = text.replace(/^\s*<\?[^<>]*\?>/, "");
    // No text outside elements, no attributes, comments, sections or instructions.
    if (!/^\s*<\w/.test(markup) || /<[^>]*[=!?]/.test(markup)) return null;
    return text.replace(/(?<=>)[^<]*[^<\s][^<]*(?=<|$)/g, (found) =>
      /^token-\d+$/.test(found) ? found : "token",
    );
  }

  #addHost(host: string): void {
    if (host === "" || isIP(host) || this.#hosts.has(host)) return;
    this.#hosts.set(host, `host-${this.#hosts.size + 1}`);
  }

  /** Returns an address of the ranges for documentation (RFC 5737, RFC 3849). */
  #nameOf(address: string): string {
    const count = this.#addresses.size + 1;
    const name = isIPv6(address) ? `2001:db8::${count.toString(16)}` : `192.0.2.${count}`;
    const known = this.#addresses.get(address) ?? name;
    this.#addresses.set(address, known);
    return known;
  }
}

/** Matches a whole word, unless one of the alternatives is before it. */
function wordNotAfter(before: string, word: string): RegExp {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.-]|${before})${escaped}(?![\\w-]|\\.\\w)`, "gi");
}
