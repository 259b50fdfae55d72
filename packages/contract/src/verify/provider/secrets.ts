import { basicAuthorization, type Credentials, restVersions } from "@asyncstatus/client";
import { operations } from "@asyncstatus/model/operations";
import { Secrets } from "@asyncstatus/model/text";

/** The secrets of a verification, which no report may contain. Each token has a name of its own. */
export class ProviderSecrets extends Secrets {
  readonly #tokens = new Set<string>();

  constructor(credentials: Credentials) {
    super(knownTexts);
    this.set("(credentials)", basicAuthorization(credentials).replace("Basic ", ""));
    this.set("(password)", credentials.password);
  }

  addToken(token: string): void {
    if (this.#tokens.has(token)) return;
    this.#tokens.add(token);
    this.set(`token-${this.#tokens.size}`, token);
  }
}

/** The paths of links, one of which has the usual name of the administrator. */
const knownTexts = restVersions.flatMap((version) =>
  Object.values(operations).map(({ path }) => path.replace("{version}", version)),
);
