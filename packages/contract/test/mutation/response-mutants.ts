import type { TransportResponse } from "@asyncstatus/client";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { isHopByHop } from "../provider/proxy.ts";
import { elementMutants } from "./element-mutants.ts";
import type { Mutant } from "./mutant.ts";

/** All mutants of a response, except for its headers. */
export function responseMutants(id: OperationId, response: TransportResponse): Mutant[] {
  const statuses = statusMutants(id, response);
  if (response.body.length === 0) return [...statuses, bodyAdded];
  return [
    ...statuses,
    ...contentTypeMutants,
    ...bodyMutants(response),
    ...elementMutants(response.body),
  ];
}

function statusMutants(id: OperationId, { status }: TransportResponse): Mutant[] {
  const { responses }: OperationDescriptor = operations[id];
  // 299 is not specified for any operation.
  return [299, ...Object.keys(responses).map(Number)]
    .filter((other) => other !== status)
    .map((other) => ({
      kind: "status",
      what: `${status} becomes ${other}`,
      change: (response) => ({ ...response, status: other }),
    }));
}

/** Mutants of the headers other than the media type. They depend on the status alone. */
export function headerMutants({ headers }: TransportResponse): Mutant[] {
  return Object.keys(headers)
    .filter((name) => !isHopByHop(name) && name !== "content-type")
    .flatMap((name): Mutant[] => [
      { kind: "header", what: `${name} removed`, change: withHeader(name, undefined) },
      { kind: "header", what: `${name} changed`, change: withHeader(name, "other") },
    ]);
}

const contentTypeMutants = [
  "text/plain",
  "text/xml",
  "application/json",
  "application/xml;charset=ISO-8859-1",
  undefined,
].map(
  (mediaType): Mutant => ({
    kind: "content type",
    what: mediaType ?? "none",
    change: withHeader("content-type", mediaType),
  }),
);

function withHeader(name: string, value: string | undefined): Mutant["change"] {
  return (response) => {
    const { [name]: _, ...others } = response.headers;
    return { ...response, headers: value === undefined ? others : { ...others, [name]: value } };
  };
}

const bodyAdded: Mutant = {
  kind: "body as a whole",
  what: "added",
  change: (response) => ({
    ...response,
    status: 200,
    body: new TextEncoder().encode("<response/>"),
  }),
};

function bodyMutants({ body }: TransportResponse): Mutant[] {
  const text = new TextDecoder().decode(body);
  const changes: Readonly<Record<string, string>> = {
    emptied: "",
    truncated: text.slice(0, -3),
    "followed by another element": `${text}<more/>`,
    "with a document type": text.replace("<response>", "<!DOCTYPE response><response>"),
    "with another encoding declared": text.replace("UTF-8", "UTF-16"),
    "an HTML page": "<html><body>It works!</body></html>",
  };
  return Object.entries(changes).map(([what, changed]) => ({
    kind: "body as a whole",
    what,
    change: (response) => ({ ...response, body: new TextEncoder().encode(changed) }),
  }));
}
