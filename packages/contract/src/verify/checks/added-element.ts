import { shellWord } from "@asyncstatus/model/text";
import { searchOf } from "../provider/provider.ts";
import { sendWithRetries } from "../provider/send-with-retries.ts";
import { behaviorFinding } from "../validation/meaning-findings.ts";
import type { CheckedRequest, CheckRunner } from "./check-runner.ts";
import { checkAbsent, type ElementRequests, isAbsent } from "./element-requests.ts";

/** Tracks whether the test element may be on the provider. */
export class AddedElement {
  readonly #runner: CheckRunner;
  readonly #requests: ElementRequests;
  #mayExist = false;

  constructor(runner: CheckRunner, requests: ElementRequests) {
    this.#runner = runner;
    this.#requests = requests;
  }

  /** Sends the request to add the element, as a check. */
  async add(expected: Omit<CheckedRequest, "request">) {
    this.#runner.provider.signal?.throwIfAborted();
    const existed = this.#mayExist;
    this.#mayExist = true;
    const checked = await this.#runner.run({ request: this.#requests.add, ...expected });
    const { status = 0 } = checked;
    if (status >= 400 && status < 500) this.#mayExist = existed;
    return checked;
  }

  /** Deletes the element, and checks that it can't be found. */
  async delete(): Promise<void> {
    const { version } = this.#requests.add;
    await this.#runner.run({
      request: this.#requests.remove(),
      status: 204,
      description: "The added element can be deleted.",
      // That it is 204 is assumed, that it is a success is not.
      validate: ({ status }) =>
        status === 204 || status === 200
          ? []
          : [behaviorFinding(version, "deleteConfigElement", "200 or 204", `${status}`)],
    });
    const find = this.#requests.find("editing");
    const isGone = await checkAbsent(this.#runner, find, "The deleted element is not found.");
    if (isGone) this.#mayExist = false;
  }

  /** Deletes the element if it may exist. Returns why it may remain; undefined if it doesn't. */
  async remove(): Promise<string | undefined> {
    if (!this.#mayExist) return undefined;
    const { provider } = this.#runner;
    const { find, remove } = this.#requests;
    const end = await sendWithRetries(provider, remove(), "delete", [200, 204, 404, 423]);
    if (end === 200 || end === 204 || end === 404) return undefined;
    const found = await provider
      .send({ ...find("editing"), onInterrupt: "ignore" })
      .catch(() => undefined);
    if (found && isAbsent(found)) return undefined;
    const reason = end === 423 ? "the configuration lock is not held" : end;
    const parameters = Array.from(
      new URLSearchParams(searchOf(remove().query)),
      ([name, value]) => `--query ${shellWord(`${name}=${value}`)}`,
    );
    const host = new URL(provider.origin).host;
    return (
      `The test element may remain in the editing configuration: ${reason}. It was not saved. ` +
      `To delete it: asyncstatus request DELETE configuration/configElements --lock --host ${host} ` +
      parameters.join(" ")
    );
  }
}
