import { examplesOf } from "./examples-of.ts";
import type { ApiRequest, ApiResponse, Evidence, OpenApi } from "./open-api.ts";
import { resolve } from "./open-api.ts";
import type { Example, VersionSpec } from "./version-spec.ts";

const colors = { documented: "#0f766e", observed: "#1d4ed8", assumed: "#b45309" };

/** Returns the OpenAPI document for the reference page: evidence marks are text, and examples are added. */
export function scalarDocument({ openApi, examples }: VersionSpec): unknown {
  const document = structuredClone(openApi) as OpenApi & { paths: Paths };
  for (const methods of Object.values(document.paths)) {
    for (const request of Object.values(methods)) {
      const evidence = request["x-evidence"];
      if (evidence) request["x-badges"] = [{ name: evidence.mark, color: colors[evidence.mark] }];
      for (const [status, reference] of Object.entries(request.responses)) {
        const response = structuredClone(resolve<ApiResponse>(openApi, reference));
        const content = response.content?.["application/xml"];
        if (content) {
          const fitting = examplesOf(request, status, response, examples);
          Object.assign(content, { examples: named(fitting) });
        }
        request.responses[status] = response;
      }
    }
  }
  showMarks(document);
  return withoutExtensions(document);
}

type Paths = Record<string, Record<string, Mutable>>;

interface Mutable extends Omit<ApiRequest, "responses"> {
  responses: Record<string, ApiResponse>;
  "x-badges"?: unknown;
}

function named(examples: readonly Example[]): Record<string, { value: string }> {
  return Object.fromEntries(
    examples.map(({ name, xml }) => [
      name.replace(/^.*\//, "").replaceAll("-", " "),
      { value: xml },
    ]),
  );
}

/** Removes our extensions, which Scalar shows in schemas. */
function withoutExtensions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutExtensions);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !key.startsWith("x-") || key === "x-badges")
      .map(([key, value]) => [key, withoutExtensions(value)]),
  );
}

/** Appends the evidence mark and note to each description. */
function showMarks(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  const evidence = Reflect.get(node, "x-evidence") as Evidence | undefined;
  if (evidence) {
    const description = String(Reflect.get(node, "description") ?? "").trim();
    const xml = evidence.xml ? `, XML ${evidence.xml}` : "";
    const note = evidence.note ? ` ${evidence.note}` : "";
    Reflect.set(node, "description", `${description}\n\n_${evidence.mark}${xml}._${note}`.trim());
  }
  for (const child of Object.values(node)) showMarks(child);
}
