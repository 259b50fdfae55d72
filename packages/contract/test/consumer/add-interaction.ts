import { encode } from "@asyncstatus/model";
import { operations } from "@asyncstatus/model/operations";
import { MatchersV3, type PactV4 } from "@pact-foundation/pact";
import { formOf } from "../interactions/form-of.ts";
import type { Interaction } from "../interactions/interaction.ts";
import { readElement, walk } from "../validation/element.ts";

type Interactions = ReturnType<PactV4["addInteraction"]>;
type Executable = Pick<
  ReturnType<ReturnType<Interactions["withRequest"]>["willRespondWith"]>,
  "executeTest"
>;

/** Writes an interaction down as one of Pact's. */
export function addInteraction(pact: PactV4, interaction: Interaction): Executable {
  const { answer, altered, description, given, operationId, sent, version } = interaction;
  const { method, path } = operations[operationId];
  const form = sent.form && new URLSearchParams(sent.form).toString();
  const { "content-type": mediaType = "application/x-www-form-urlencoded", ...headers } = {
    accept: "application/xml",
    authorization: sent.authorization,
    ...altered?.headers,
  };
  const pathInVersion = path.replace("{version}", version);
  let unfinished = pact.addInteraction();
  for (const { name, params } of given) unfinished = unfinished.given(name, params);
  return unfinished
    .uponReceiving(description)
    .withRequest(altered?.method ?? method, pathInVersion, (request) => {
      request.headers(headers);
      if (sent.query) request.query({ ...sent.query });
      if (form) {
        request.body(mediaType, Buffer.from(form));
        // Left to itself, Pact looks at a field's bytes for what they may be, and finds JSON.
        request.matchingRules({
          body: Object.entries(sent.form ?? {}).map(([name, value]) => ({
            path: `$.${name}`,
            rules: [MatchersV3.equal(value)],
          })),
        });
      }
    })
    .willRespondWith(answer.status, (response) => {
      if (!answer.body) return;
      const { document, value } = answer.body;
      // Our own encoder: Pact's builder loses attributes, empty elements and the order.
      const xml = encode(document, value, { version: formOf(version, answer.status) });
      response.xmlBody(xml).matchingRules({ body: matchingRules(xml, answer.typed ?? {}) });
    });
}

/** A rule for the text of each element that is typed. */
function matchingRules(xml: string, typed: Readonly<Record<string, string>>) {
  return [...walk(readElement(xml))].flatMap(({ element, path }) => {
    const pattern = typed[element.name];
    if (pattern === undefined || element.children.length > 0) return [];
    const rules = [MatchersV3.regex(pattern, element.text)];
    return [{ path: `$.${path.join(".")}.#text`, rules }];
  });
}
