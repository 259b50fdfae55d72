import {
  operationNameValues,
  operationStatusValues,
  roleValues,
  systemStateValues,
} from "@asyncstatus/model";
import { operationPaths } from "@asyncstatus/model/operations";
import { Secrets } from "@asyncstatus/model/text";
import type { Credentials } from "../request/credentials.ts";

// A device may repeat the token before, and the one before that of a lock.
const rememberedTokens = 3;

/** The secrets of a session: its password and its latest tokens. */
export class SessionSecrets extends Secrets {
  readonly #tokens: string[] = [];
  readonly #passwords = new Set<string>();
  readonly #authorizations = new Set<string>();

  constructor() {
    super(knownTexts);
  }

  /** Adds credentials. Earlier ones remain secret. */
  addCredentials({ password }: Credentials, authorization: string): void {
    this.#authorizations.add(authorization.replace("Basic ", ""));
    this.#passwords.add(password);
    this.set("(credentials)", ...this.#authorizations);
    this.set("(password)", ...this.#passwords);
  }

  addToken(token: string): void {
    if (this.#tokens.includes(token)) return;
    this.#tokens.push(token);
    if (this.#tokens.length > rememberedTokens) this.#tokens.shift();
    this.set("(token)", ...this.#tokens);
  }
}

/** Words of the specification. A password that is one of them must not change what a response says. */
const knownTexts: readonly string[] = [
  ...operationNameValues,
  ...operationStatusValues,
  ...roleValues,
  ...systemStateValues,
  ...operationPaths,
];
