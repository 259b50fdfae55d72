import type { PactInteraction } from "../pacts/pact.ts";

// With a charset or without: both are what the contract means.
const mediaType = '^application/xml(;\\s*charset="?[Uu][Tt][Ff]-8"?)?$';

/**
 * Adds a rule for the media type of the response, and generators for what the provider's states return:
 * the token and the credentials. Pact's builder has no generators for forms.
 */
export function withProviderValues(interaction: PactInteraction): PactInteraction {
  const { providerStates, request, response } = interaction;
  const parameters = Object.assign({}, ...providerStates.map(({ params }) => params));
  const header = generatorOf(request.headers.authorization?.[0], parameters);
  const form = generatorOf(
    request.body && new URLSearchParams(request.body.content).get("token"),
    parameters,
  );
  const generators = {
    ...(header && { header: { authorization: header } }),
    ...(form && { body: { "$.token": form } }),
  };
  return {
    ...interaction,
    request: { ...request, ...(Object.keys(generators).length > 0 && { generators }) },
    response: {
      ...response,
      ...(response.body && {
        matchingRules: {
          ...response.matchingRules,
          header: {
            "Content-Type": { combine: "AND", matchers: [{ match: "regex", regex: mediaType }] },
          },
        },
      }),
    },
  };
}

/** A generator if a text ends with the parameter of a state. */
function generatorOf(
  text: string | null | undefined,
  { token, credentials }: { readonly token?: string; readonly credentials?: string },
) {
  for (const [name, value] of Object.entries({ token, credentials })) {
    if (value === undefined || !text?.endsWith(value)) continue;
    return { type: "ProviderState", expression: text.replace(value, `\${${name}}`) };
  }
  return undefined;
}
