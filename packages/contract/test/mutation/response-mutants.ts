import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { isOfTheConnection } from "../provider/proxy.ts";
import { readElement } from "../validation/element.ts";
import type { Answered } from "../validation/validate-response.ts";
import { elementMutants } from "./element-mutants.ts";
import type { Mutant } from "./mutant.ts";

/** Every change of an answer that a referee has to see, one at a time. */
export function mutantsOf(id: OperationId, answer: Answered): Mutant[] {
  const hasBody = answer.body.length > 0;
  return [
    ...statusMutants(id, answer),
    ...(hasBody ? [...contentTypeMutants(), ...bodyMutants(answer)] : [bodyAdded]),
    ...(hasBody ? elementMutants(readElement(answer.body)) : []),
  ];
}

function statusMutants(id: OperationId, { status }: Answered): Mutant[] {
  const { responses }: OperationDescriptor = operations[id];
  const documented = Object.keys(responses).map(Number);
  // One that the request cannot have at all, and each that it can.
  return [299, ...documented]
    .filter((other) => other !== status)
    .map((other) => ({
      kind: "status",
      what: `${status} becomes ${other}`,
      change: (answer) => ({ ...answer, status: other }),
    }));
}

/** Every header but the media type, changed. They depend on the status alone. */
export function headerMutantsOf({ headers }: Answered): Mutant[] {
  return Object.keys(headers)
    .filter((name) => !isOfTheConnection(name) && name !== "content-type")
    .flatMap((name): Mutant[] => [
      {
        kind: "header",
        what: `${name} removed`,
        change: (answer) => ({ ...answer, headers: without(answer.headers, name) }),
      },
      {
        kind: "header",
        what: `${name} changed`,
        change: (answer) => ({ ...answer, headers: { ...answer.headers, [name]: "other" } }),
      },
    ]);
}

function contentTypeMutants(): Mutant[] {
  const others = [
    "text/plain",
    "text/xml",
    "application/json",
    "application/xml;charset=ISO-8859-1",
  ];
  return [
    ...others.map(
      (mediaType): Mutant => ({
        kind: "content type",
        what: mediaType,
        change: (answer) => ({
          ...answer,
          headers: { ...answer.headers, "content-type": mediaType },
        }),
      }),
    ),
    {
      kind: "content type",
      what: "none",
      change: (answer) => ({ ...answer, headers: without(answer.headers, "content-type") }),
    },
  ];
}

const bodyAdded: Mutant = {
  kind: "body as a whole",
  what: "added where there is none",
  change: (answer) => ({ ...answer, status: 200, body: new TextEncoder().encode("<response/>") }),
};

function bodyMutants({ body }: Answered): Mutant[] {
  const text = new TextDecoder().decode(body);
  const changes: Readonly<Record<string, string>> = {
    emptied: "",
    truncated: text.slice(0, -3),
    "followed by something else": `${text}<more/>`,
    "with a document type": text.replace("<response>", "<!DOCTYPE response><response>"),
    "declared as another encoding than it has": text.replace("UTF-8", "UTF-16"),
    "a page in HTML": "<html><body>It works!</body></html>",
  };
  return Object.entries(changes).map(([what, changed]) => ({
    kind: "body as a whole",
    what,
    change: (answer) => ({ ...answer, body: new TextEncoder().encode(changed) }),
  }));
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  name: string,
): Readonly<Record<string, Value>> {
  const { [name]: _, ...rest } = record;
  return rest;
}
