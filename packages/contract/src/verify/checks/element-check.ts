import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import { type Finding, isAboutProvider } from "../validation/finding.ts";
import { behaviorFinding } from "../validation/meaning-findings.ts";
import { validateResponse } from "../validation/validate-response.ts";
import { AddedElement } from "./added-element.ts";
import { type CheckRunner, skipIfForbidden, subjectOf } from "./check-runner.ts";
import {
  checkAbsent,
  type ElementCheck,
  type ElementRequests,
  isAbsent,
  requestsOf,
} from "./element-requests.ts";
import { acquireLock, releaseLock } from "./lock-checks.ts";
import { checkToken } from "./read-checks.ts";
import { differenceFrom, type TestElement } from "./test-element.ts";

/**
 * Adds the test element, reads it, and deletes it while holding the lock. Skips this if it exists. Nothing is
 * saved. Deletes what it added in any case; if that fails, the runner has a warning.
 */
export async function checkElement(runner: CheckRunner, check: ElementCheck): Promise<void> {
  const { version, token } = check;
  const key = await readKey(runner, check);
  if (!key) return;
  const requests = requestsOf(check, key);
  if (!(await isNew(runner, check, requests))) return;
  const added = new AddedElement(runner, requests);
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
  { find, remove }: ElementRequests,
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
  { find }: ElementRequests,
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

const addDescription = "An element can be added while the lock is held.";

function addSubject({ version }: ElementCheck) {
  return subjectOf({ version, operationId: "addConfigElement" }, 200, addDescription);
}

function unusable(reason: string) {
  return { code: "test-element-unusable", reason } as const;
}
