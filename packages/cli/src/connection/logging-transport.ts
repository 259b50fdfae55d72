import type { Transport, TransportRequest, TransportResponse } from "@asyncstatus/client";

/** Wraps a transport and logs its requests and responses, without credentials and tokens. */
export function loggingTransport(transport: Transport, log: (text: string) => void): Transport {
  return {
    async request(request) {
      log(describeRequest(request));
      try {
        const response = await transport.request(request);
        log(describeResponse(response));
        return response;
      } catch (error) {
        log(`< ${error instanceof Error ? error.message : error}`);
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
  // The only request with a body is a token renewal, whose body is the token.
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
