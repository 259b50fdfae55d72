import type { Transport, TransportRequest, TransportResponse } from "@asyncstatus/client";

/** A transport that tells what goes over it: all but credentials and tokens. */
export function tellingTransport(transport: Transport, tell: (text: string) => void): Transport {
  return {
    async request(request) {
      tell(describeRequest(request));
      try {
        const response = await transport.request(request);
        tell(describeResponse(response));
        return response;
      } catch (error) {
        tell(`< ${error instanceof Error ? error.message : error}`);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

function describeRequest({ method, url, headers, body }: TransportRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => {
    const [scheme = ""] = value.split(" ");
    return `>   ${name}: ${name === "authorization" ? `${scheme} [hidden]` : value}`;
  });
  // The only body that there is renews a token, and holds it.
  const form = body === undefined ? [] : [">   [a form with the token, hidden]"];
  return [`> ${method} ${url.href}`, ...lines, ...form].join("\n");
}

function describeResponse({ status, headers, body }: TransportResponse): string {
  const lines = Object.entries(headers)
    .filter(([name]) => name !== "set-cookie")
    .map(([name, value]) => `<   ${name}: ${value}`);
  const text = new TextDecoder().decode(body);
  const shown = text.replace(/(<(?:\w+:)?accessToken\b[^>]*>)[^<]*/g, "$1[hidden]").trim();
  return [
    `< ${status}`,
    ...lines,
    ...(shown === "" ? [] : shown.split("\n").map((line) => `<   ${line}`)),
  ].join("\n");
}
