import { encode } from "@asyncstatus/model";
import { operations } from "@asyncstatus/model/operations";
import { MatchersV3, type PactV4 } from "@pact-foundation/pact";
import { XmlDocument, type XmlElement } from "libxml2-wasm";
import { documentVersion, type Interaction } from "../interactions/interaction.ts";

type UnfinishedPact = ReturnType<PactV4["addInteraction"]>;
type Executable = Pick<
  ReturnType<ReturnType<UnfinishedPact["withRequest"]>["willRespondWith"]>,
  "executeTest"
>;

/** Adds an interaction to a pact. */
export function addInteraction(pact: PactV4, interaction: Interaction): Executable {
  const { altered, description, given, operationId, request, response, version } = interaction;
  const { method, path } = operations[operationId];
  const element = request.element && encode("ConfigElement", request.element, { version });
  const form = request.form && new URLSearchParams(request.form).toString();
  const { "content-type": mediaType = "application/x-www-form-urlencoded", ...headers } = {
    accept: "application/xml",
    authorization: request.authorization,
    ...altered?.headers,
  };
  let unfinished = pact.addInteraction();
  for (const { name, params } of given) unfinished = unfinished.given(name, params);
  return unfinished
    .uponReceiving(description)
    .withRequest(altered?.method ?? method, path.replace("{version}", version), (builder) => {
      builder.headers(headers);
      const query = { ...request.query, ...altered?.query };
      if (Object.keys(query).length > 0) builder.query(query);
      if (element) builder.xmlBody(element);
      if (form) {
        builder.body(mediaType, Buffer.from(form));
        // Without rules, Pact guesses the content type of a field's value, and guesses JSON.
        builder.matchingRules({
          body: Object.entries(request.form ?? {}).map(([name, value]) => ({
            path: `$.${name}`,
            rules: [MatchersV3.equal(value)],
          })),
        });
      }
    })
    .willRespondWith(response.status, (builder) => {
      if (!response.body) return;
      const { document, value } = response.body;
      // Not Pact's XML builder, which loses attributes, empty elements and the order.
      const xml = encode(document, value, { version: documentVersion(version, response.status) });
      builder.xmlBody(xml).matchingRules({ body: matchingRules(xml, response.patterns ?? {}) });
    });
}

/** A rule for the text of each element that has a pattern. */
function matchingRules(xml: string, patterns: Readonly<Record<string, string>>) {
  using document = XmlDocument.fromString(xml);
  return Object.entries(patterns).flatMap(([name, pattern]) =>
    document.find(`//${name}[not(*)]`).map((element) => {
      const names = element.find("ancestor-or-self::*").map((node) => (node as XmlElement).name);
      const rules = [MatchersV3.regex(pattern, element.content)];
      return { path: `$.${names.join(".")}.#text`, rules };
    }),
  );
}
