import { basicAuthorization, type Credentials } from "@asyncstatus/client";
import { operationPaths } from "@asyncstatus/model/operations";
import { Secrets } from "@asyncstatus/model/text";

/** The secrets of a verification, which no report may contain. Each token has a name of its own. */
export class ProviderSecrets extends Secrets {
  readonly #tokens = new Set<string>();

  constructor(credentials: Credentials) {
    // A link with the path of the status stays as it is if the password is `admin`.
    super(operationPaths);
    this.set("(credentials)", basicAuthorization(credentials).replace("Basic ", ""));
    this.set("(password)", credentials.password);
  }

  addToken(token: string): void {
    if (this.#tokens.has(token)) return;
    this.#tokens.add(token);
    this.set(`token-${this.#tokens.size}`, token);
  }
}
