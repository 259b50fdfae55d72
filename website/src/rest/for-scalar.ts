import type { Answer, Evidence, OpenApi, Request } from "./open-api.ts";
import { nameOf, resolve } from "./open-api.ts";
import type { Example, Specified } from "./specification.ts";

const colours = { documented: "#0f766e", observed: "#1d4ed8", assumed: "#b45309" };

/**
 * The OpenAPI document as its reference page shows it: what it says of a fact's certainty stands where
 * readers see it, and each answer has the examples of the specification.
 */
export function forScalar({ openApi, examples }: Specified): unknown {
  const document = structuredClone(openApi) as OpenApi & { paths: Paths };
  for (const methods of Object.values(document.paths)) {
    for (const request of Object.values(methods)) {
      const evidence = request["x-evidence"];
      if (evidence) request["x-badges"] = [{ name: evidence.mark, color: colours[evidence.mark] }];
      for (const [status, reference] of Object.entries(request.responses)) {
        const answer = structuredClone(resolve<Answer>(openApi, reference));
        const content = answer.content?.["application/xml"];
        if (content) {
          const document = nameOf(content.schema) ?? "";
          const fitting = examples.filter(({ name }) => fits(name, document, status, request));
          Object.assign(content, { examples: named(fitting) });
        }
        request.responses[status] = answer;
      }
    }
  }
  showMarks(document);
  return document;
}

type Paths = Record<string, Record<string, Mutable>>;

interface Mutable extends Omit<Request, "responses"> {
  responses: Record<string, Answer>;
  "x-badges"?: unknown;
}

/** Whether an example is of an answer: its folder is the document, and an error ends with its status. */
function fits(name: string, document: string, status: string, request: Mutable): boolean {
  const [folder = "", situation = ""] = name.split("/");
  const kebab = document
    .replace(/Response$/, "")
    .replace(/(?!^)[A-Z]/g, "-$&")
    .toLowerCase();
  if (folder !== kebab) return false;
  if (folder === "error") return situation.endsWith(`-${status}`);
  if (folder === "accepted") return (situation === "reboot") === (request.operationId === "reboot");
  return true;
}

function named(examples: readonly Example[]): Record<string, { value: string }> {
  return Object.fromEntries(
    examples.map(({ name, xml }) => [
      name.replace(/^.*\//, "").replaceAll("-", " "),
      { value: xml },
    ]),
  );
}

/** Puts the mark of every fact, with what is to be said of it, at the end of its description. */
function showMarks(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  const evidence = Reflect.get(node, "x-evidence") as Evidence | undefined;
  if (evidence) {
    const description = String(Reflect.get(node, "description") ?? "").trim();
    const xml = evidence.xml ? `, its XML ${evidence.xml}` : "";
    const note = evidence.note ? ` ${evidence.note}` : "";
    Reflect.set(node, "description", `${description}\n\n_${evidence.mark}${xml}._${note}`.trim());
  }
  for (const below of Object.values(node)) showMarks(below);
}
