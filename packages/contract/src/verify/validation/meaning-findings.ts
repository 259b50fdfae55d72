import type { RestVersion, TransportResponse } from "@asyncstatus/client";
import { type DocumentName, decode, decodeLeniently } from "@asyncstatus/model";
import { operations } from "@asyncstatus/model/operations";
import { pathOf } from "../provider/provider.ts";
import type { ExpectedResponse } from "./expected-response.ts";
import type { Finding } from "./finding.ts";
import { cite, findFact } from "./specification.ts";

/** Validates what a valid body says. */
export function meaningFindings(
  expected: ExpectedResponse,
  document: DocumentName,
  response: TransportResponse,
): Finding[] {
  switch (document) {
    case "AcceptedResponse":
      return operations[expected.operationId].asynchronous ? linkFindings(expected, response) : [];
    case "AsyncStatusResponse":
      return statusFindings(expected, response);
    case "ErrorResponse":
      return errorFindings(expected, response);
    case "SupportedVersionsResponse":
      return versionFindings(expected, response);
    case "ConfigElementsResponse":
      return decode("ConfigElementsResponse", response.body).data.flatMap(({ attributes }) =>
        nameFindings(expected, `${document}/data/configElement/attribute`, attributes),
      );
    case "ElementTypesResponse":
    case "ElementTypeMetadataResponse":
      return nameFindings(expected, `${document}/data`, decode(document, response.body).data);
    default:
      return [];
  }
}

/** A finding about the meaning of a response. */
export function behaviorFinding(
  version: RestVersion,
  factName: string,
  expected: string,
  actual: string,
): Finding {
  const fact = cite(findFact(version, factName));
  const about = fact.mark === "assumed" ? "assumption" : "provider";
  return { rule: "behavior", about, expected, actual, fact };
}

function linkFindings(
  { version, operationId, origin }: ExpectedResponse,
  { body }: TransportResponse,
): Finding[] {
  const { links } = decode("AcceptedResponse", body);
  const path = pathOf("getAsyncStatus", version);
  const [link = "", ...more] = links;
  const url = more.length === 0 && URL.canParse(link) ? new URL(link) : undefined;
  const actual =
    links.length === 0 ? "no link" : links.map((text) => JSON.stringify(text)).join(", ");
  if (url?.protocol !== "https:" || url.pathname !== path) {
    const expected = `one link, the absolute https: URL of ${path}`;
    return [behaviorFinding(version, `${operationId} 202`, expected, actual)];
  }
  if (origin === undefined || url.origin === origin) return [];
  return [
    {
      rule: "behavior",
      about: "assumption",
      expected: `a link to ${origin}`,
      actual,
      fact: {
        name: "AcceptedResponse/links/link",
        mark: "assumed",
        note: "That the link leads to the host of the request is assumed. Clients should not send a token to another host.",
      },
    },
  ];
}

function statusFindings({ version }: ExpectedResponse, { body }: TransportResponse): Finding[] {
  const { operationState } = decodeLeniently("AsyncStatusResponse", body).data;
  const text = operationState?.errorMessage?.trim();
  if (operationState?.status !== "success" || !text) return [];
  const fact = "AsyncStatusResponse/data/operationState/errorMessage";
  return [behaviorFinding(version, fact, "no errorMessage with success", JSON.stringify(text))];
}

function errorFindings(
  { version, operationId }: ExpectedResponse,
  { status, body }: TransportResponse,
): Finding[] {
  const texts = decode("ErrorResponse", body).messages.flatMap(({ errorMessage }) => {
    const text = errorMessage?.replace(/\s+/g, " ").trim();
    return text ? [text] : [];
  });
  const actual = texts.map((text) => JSON.stringify(text)).join(", ") || "no message";
  const { errorMessages: documented } = findFact(version, `${operationId} ${status}`);
  if (documented) {
    if (texts.some((text) => documented.includes(text))) return [];
    const expected = documented.map((text) => JSON.stringify(text)).join(" or ");
    return [behaviorFinding(version, `${operationId} ${status}`, expected, actual)];
  }
  if (texts.length > 0) return [];
  const note = "An errorMessage is documented as optional. That every error has one is assumed.";
  const fact = {
    name: "ErrorResponse/messages/message/errorMessage",
    mark: "assumed",
    note,
  } as const;
  return [{ rule: "behavior", about: "assumption", expected: "an errorMessage", actual, fact }];
}

function versionFindings({ version }: ExpectedResponse, { body }: TransportResponse): Finding[] {
  const { latestVersion, otherVersions } = decode("SupportedVersionsResponse", body).data
    .supportedVersions;
  const fact = "SupportedVersionsResponse/data/supportedVersions";
  const names = [latestVersion, ...otherVersions];
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const newest = names.toSorted((one, other) =>
    other.localeCompare(one, "en", { numeric: true }),
  )[0];
  return [
    ...(newest === latestVersion
      ? []
      : [behaviorFinding(version, `${fact}/latestVersion`, `${newest}`, latestVersion)]),
    ...(repeated.length === 0
      ? []
      : [behaviorFinding(version, fact, "each version once", `${names.join(", ")}`)]),
  ];
}

function nameFindings(
  { version }: ExpectedResponse,
  fact: string,
  named: readonly { readonly name: string }[],
): Finding[] {
  const names = named.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length === 0) return [];
  return [behaviorFinding(version, fact, "each name once", `${repeated.join(", ")} repeated`)];
}
