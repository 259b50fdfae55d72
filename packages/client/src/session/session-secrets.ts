import {
  operationNameValues,
  operationStatusValues,
  roleValues,
  systemStateValues,
} from "@asyncstatus/model";
import { operationPaths } from "@asyncstatus/model/operations";
import { Secrets } from "@asyncstatus/model/text";
import { basicAuthorization, type Credentials } from "../request/credentials.ts";

// A device may repeat the token before, and the one before that of a lock.
const rememberedTokens = 3;

/** The secrets of a session: its password and its latest tokens. */
export class SessionSecrets extends Secrets {
  readonly #tokens: string[] = [];

  /** @throws {OptionError} as {@link basicAuthorization} does. */
  constructor(credentials: Credentials) {
    super(knownTexts);
    this.set("(credentials)", basicAuthorization(credentials).replace("Basic ", ""));
    this.set("(password)", credentials.password);
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
