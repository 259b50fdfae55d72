import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import { shellWord } from "@asyncstatus/model/text";
import { type ProviderRequest, searchOf } from "../provider/provider.ts";
import { sendWithRetries } from "../provider/send-with-retries.ts";
import { type Finding, isAboutProvider } from "../validation/finding.ts";
import { behaviorFinding } from "../validation/meaning-findings.ts";
import { validateResponse } from "../validation/validate-response.ts";
import {
  type CheckedRequest,
  type CheckRunner,
  skipIfForbidden,
  subjectOf,
} from "./check-runner.ts";
import { acquireLock, releaseLock } from "./lock-checks.ts";
import { checkToken } from "./read-checks.ts";
import { bodyOf, differenceFrom, type TestElement } from "./test-element.ts";

/** The options of {@link checkElement}. */
export interface ElementCheck {
  readonly version: RestVersion;
  readonly token: string;
  readonly element: TestElement;
}

const absentFact = {
  name: "getConfigElements 404",
  mark: "assumed",
  note: "A client should accept both 404 and an empty list if the element does not exist.",
} as const;

/**
 * Adds the test element under the lock, reads it, and deletes it. Skips this if it exists. Nothing is
 * saved. Deletes what it added in any case; if that fails, the runner has a warning.
 */
export async function checkElement(runner: CheckRunner, check: ElementCheck): Promise<void> {
  const { version, token } = check;
  const key = await readKey(runner, check);
  if (!key) return;
  const requests = requestsOf(check, key);
  if (!(await isNew(runner, check, requests))) return;
  const added = new AddedElement(runner, check, requests);
  let isLocked = false;
  try {
    await added.add({
      status: 423,
      description: "An element can't be added without the configuration lock.",
    });
    isLocked = await acquireLock(runner, version, token);
    if (isLocked) await checkUnderLock(runner, check, requests, added);
    else {
      const reason = "the configuration lock could not be acquired";
      runner.skip(addSubject(check), "lock-not-acquired", reason);
    }
  } finally {
    runner.elementWarning = await added.remove();
    if (isLocked) await releaseLock(runner, version, token);
  }
}

async function checkUnderLock(
  runner: CheckRunner,
  { version, element }: ElementCheck,
  { find, remove }: Requests,
  added: AddedElement,
): Promise<void> {
  const isOurs = (response: TransportResponse) => onlyElement(version, element, response);
  const { response } = await added.add({
    status: 200,
    description: addDescription,
    skipOn: {
      ...skipIfForbidden,
      400: unusable("the device refuses the test element"),
      409: unusable("the test element exists already"),
    },
    validate: isOurs,
  });
  if (!response) return;
  await runner.run({
    request: find("editing"),
    status: 200,
    description: "The added element is in the editing configuration.",
    validate: isOurs,
  });
  await checkAbsent(
    runner,
    find("running"),
    "The added element is not in the running configuration.",
  );
  await added.add({ status: 409, description: "An element can't be added twice." });
  const { token: other } = await checkToken(runner, version);
  if (other !== undefined) {
    await runner.run({
      request: remove(other),
      status: 423,
      description: "While the lock is held, another token can't delete an element.",
    });
  }
  await added.delete();
}

/** The requests about the test element. */
interface Requests {
  readonly add: ProviderRequest;
  readonly find: (configuration: "editing" | "running") => ProviderRequest;
  readonly remove: (token?: string) => ProviderRequest;
}

function requestsOf({ version, token, element }: ElementCheck, key: TestElement["attributes"]) {
  const authorization = { token };
  const query = { ...key, elementType: element.type };
  return {
    add: {
      version,
      operationId: "addConfigElement",
      authorization,
      body: bodyOf(element),
      onInterrupt: "finish",
    },
    find: (configuration) => ({
      version,
      operationId: "getConfigElements",
      authorization,
      query: { ...query, ...(configuration === "running" && { running: "true" }) },
    }),
    remove: (other = token) => ({
      version,
      operationId: "deleteConfigElement",
      authorization: { token: other },
      query,
      onInterrupt: "finish",
    }),
  } satisfies Requests as Requests;
}

/** Tracks whether the test element may be on the provider. */
class AddedElement {
  readonly #runner: CheckRunner;
  readonly #check: ElementCheck;
  readonly #requests: Requests;
  #mayExist = false;

  constructor(runner: CheckRunner, check: ElementCheck, requests: Requests) {
    this.#runner = runner;
    this.#check = check;
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
    const { version } = this.#check;
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

  /** Deletes the element if it may exist. Returns why it may be left; undefined if it is not. */
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
      `The test element may be left in the editing configuration: ${reason}. It was not saved. ` +
      `To delete it: asyncstatus request DELETE configuration/configElements --lock --host ${host} ` +
      parameters.join(" ")
    );
  }
}

/** Returns the key attributes of the test element; undefined if it can't be tested. */
async function readKey(
  runner: CheckRunner,
  check: ElementCheck,
): Promise<TestElement["attributes"] | undefined> {
  const { version, token, element } = check;
  const { response } = await runner.run({
    request: {
      version,
      operationId: "getElementTypeMetadata",
      authorization: { token },
      query: { elementType: element.type },
    },
    status: 200,
    description: "The attributes of the type of the test element can be read.",
    skipOn: {
      ...skipIfForbidden,
      400: unusable(`the device has no element type ${element.type}`),
      404: unusable(`the device has no element type ${element.type}`),
    },
  });
  if (!response) return undefined;
  const names = decode("ElementTypeMetadataResponse", response.body)
    .data.filter(({ key }) => key)
    .map(({ name }) => name);
  const missing = names.find((name) => !Object.hasOwn(element.attributes, name));
  if (names.length > 0 && missing === undefined) {
    return Object.fromEntries(names.map((name) => [name, element.attributes[name] ?? ""]));
  }
  const reason =
    missing === undefined
      ? `${element.type} has no key attributes, which the test element needs`
      : `the test element has no ${missing}, a key attribute of ${element.type}`;
  runner.skip(addSubject(check), "test-element-unusable", reason);
  return undefined;
}

/** True if neither the editing nor the running configuration has the element. */
async function isNew(
  runner: CheckRunner,
  check: ElementCheck,
  { find }: Requests,
): Promise<boolean> {
  for (const configuration of ["editing", "running"] as const) {
    const request = find(configuration);
    const response = await runner.provider.send(request);
    if (isAbsent(response)) continue;
    // Not 404: the element may exist.
    const findings = validateResponse({ ...request, status: 200 }, response);
    if (findings.some(isAboutProvider)) {
      const description = `The ${configuration} configuration can be searched for the test element.`;
      runner.add(subjectOf(request, 200, description), findings);
    } else {
      const reason = `the test element exists already in the ${configuration} configuration`;
      runner.skip(addSubject(check), "test-element-unusable", reason);
    }
    return false;
  }
  return true;
}

/** Checks that a request finds no element. */
async function checkAbsent(
  runner: CheckRunner,
  request: ProviderRequest,
  description: string,
): Promise<boolean> {
  let isRight = false;
  await runner.run({
    request,
    status: 404,
    description,
    fact: absentFact,
    validate: (response) => {
      isRight = isAbsent(response);
      if (isRight) return [];
      const actual = response.status === 200 ? "an element" : `${response.status}`;
      return [behaviorFinding(request.version, "getConfigElements", "no element", actual)];
    },
  });
  return isRight;
}

/** True if a response says that there is no element. */
function isAbsent({ status, body }: TransportResponse): boolean {
  if (status !== 200) return status === 404;
  try {
    return decode("ConfigElementsResponse", body).data.length === 0;
  } catch {
    return false;
  }
}

/** Validates that a response has the test element and no other, without a text of another one. */
function onlyElement(
  version: RestVersion,
  element: TestElement,
  { body }: TransportResponse,
): Finding[] {
  const [found, ...others] = decode("ConfigElementsResponse", body).data;
  const fact = "ConfigElementsResponse/data/configElement";
  const expected = "the test element with its attributes, and no other element";
  const difference = found && differenceFrom(element, found);
  if (found && others.length === 0 && difference === undefined) return [];
  const actual =
    difference !== undefined
      ? `another element: ${difference} differs`
      : `${found ? others.length + 1 : "no"} elements`;
  return [behaviorFinding(version, fact, expected, actual)];
}

const addDescription = "An element can be added under the lock.";

function addSubject({ version }: ElementCheck) {
  return subjectOf({ version, operationId: "addConfigElement" }, 200, addDescription);
}

function unusable(reason: string) {
  return { code: "test-element-unusable", reason } as const;
}
