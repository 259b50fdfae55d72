import { basicAuthorization, type Credentials } from "@asyncstatus/client";

/** The texts that no report may contain, with their replacements. */
export class Secrets {
  readonly #texts = new Map<string, string>();
  #tokens = 0;

  constructor(credentials: Credentials) {
    this.#add(credentials.password, "(password)");
    this.#add(basicAuthorization(credentials).replace("Basic ", ""), "(credentials)");
  }

  addToken(token: string): void {
    if (this.#texts.has(token)) return;
    this.#tokens += 1;
    this.#add(token, `token-${this.#tokens}`);
  }

  /** Replaces every secret, also as XML or a URL writes it. */
  hide(text: string): string {
    // Longest first: one may be a part of another.
    const longestFirst = [...this.#texts].sort(([a], [b]) => b.length - a.length);
    return longestFirst.reduce((hidden, [secret, name]) => hidden.replaceAll(secret, name), text);
  }

  #add(secret: string, name: string): void {
    if (secret === "") return;
    const inXml = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    for (const form of [secret, inXml, encodeURIComponent(secret)]) this.#texts.set(form, name);
  }
}
