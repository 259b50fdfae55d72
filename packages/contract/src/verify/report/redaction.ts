import { isIP, isIPv6 } from "node:net";
import type { Secrets } from "../provider/secrets.ts";

const hostElements = /<(?:hostName|haPeerName)>([^<]+)<\//g;
const linkedHosts = /\bhttps?:\/\/([^\s/:<>"'[\]]+)/gi;
const likeAddresses =
  /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;

/** Replaces what is nobody else's business: the same thing by the same name throughout. */
export class Redaction {
  readonly #secrets: Secrets;
  readonly #user: string;
  readonly #hosts = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  constructor(about: {
    readonly endpoint: URL;
    readonly user: string;
    readonly secrets: Secrets;
  }) {
    this.#secrets = about.secrets;
    this.#user = about.user;
    this.#learnHost(about.endpoint.hostname.replace(/^\[|\]$/g, ""));
  }

  /** Notes the host names in a body, to be replaced wherever they stand. */
  learn(body: Uint8Array): void {
    const text = new TextDecoder().decode(body);
    for (const [, host = ""] of text.matchAll(hostElements)) this.#learnHost(host.trim());
    for (const [, host = ""] of text.matchAll(linkedHosts)) this.#learnHost(host);
  }

  /** A text without secrets, the user, host names and addresses. */
  text(text: string): string {
    // The longest first: one may be a part of another.
    const hosts = [...this.#hosts].sort(([a], [b]) => b.length - a.length);
    return hosts
      .reduce(
        // Not the name of an element.
        (rest, [host, name]) => rest.replace(wordOutside("<|</", host), name),
        this.#secrets.hide(text),
      )
      .replace(wordOutside("<|/", this.#user), "user")
      .replace(likeAddresses, (found) => (isIP(found) ? this.#nameOf(found) : found));
  }

  /** A body as text; `null` where it is no UTF-8. */
  body(body: Uint8Array): string | null {
    try {
      return this.text(new TextDecoder("utf-8", { fatal: true }).decode(body));
    } catch {
      return null;
    }
  }

  /** A body that may hold a token where none is expected: every text in it is replaced. */
  tokenBody(body: Uint8Array): string | null {
    const text = this.body(body);
    if (text === null || text === "") return text;
    const markup = text.replace(/^\s*<\?[^<>]*\?>/, "");
    // Neither text that is no element's, nor attributes, nor sections.
    if (!/^\s*<\w/.test(markup) || /<[^>]*[=!?]/.test(markup)) return null;
    return text.replace(/(?<=>)[^<]*[^<\s][^<]*(?=<|$)/g, (found) =>
      /^token-\d+$/.test(found) ? found : "token",
    );
  }

  #learnHost(host: string): void {
    if (host === "" || isIP(host) || this.#hosts.has(host)) return;
    this.#hosts.set(host, `host-${this.#hosts.size + 1}`);
  }

  /** From the ranges that are set aside for documentation (RFC 5737, RFC 3849). */
  #nameOf(address: string): string {
    const count = this.#addresses.size + 1;
    const name = isIPv6(address) ? `2001:db8::${count.toString(16)}` : `192.0.2.${count}`;
    const known = this.#addresses.get(address) ?? name;
    this.#addresses.set(address, known);
    return known;
  }
}

/** A word where it stands alone, and not behind what is named. */
function wordOutside(before: string, word: string): RegExp {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.-]|${before})${escaped}(?![\\w-]|\\.\\w)`, "gi");
}
