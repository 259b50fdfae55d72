import type {
  Credentials,
  Transport,
  TransportRequest,
  TransportResponse,
} from "@asyncstatus/client";
import { basicAuthorization } from "@asyncstatus/client";
import { decodeLeniently } from "@asyncstatus/model";
import { operationPaths } from "@asyncstatus/model/operations";
import { Secrets } from "@asyncstatus/model/text";

// A device may repeat the token before.
const rememberedTokens = 3;

/** Wraps a transport and logs its requests and responses, without secrets. */
export function loggingTransport(
  transport: Transport,
  credentials: Credentials,
  log: (text: string) => void,
): Transport {
  const secrets = new Secrets(operationPaths);
  const own = [basicAuthorization(credentials).replace("Basic ", ""), credentials.password];
  const tokens: string[] = [];
  secrets.set("[hidden]", ...own);
  const hide = (text: string) => log(secrets.hide(text));
  return {
    async request(request) {
      hide(describeRequest(request));
      try {
        const response = await transport.request(request);
        const token = tokenIn(request, response);
        if (token !== undefined) secrets.set("[hidden]", ...own, ...keep(tokens, token));
        hide(describeResponse(request, response, secrets));
        return response;
      } catch (error) {
        hide(`< ${error instanceof Error ? error.message : error}`);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

function keep(tokens: string[], token: string): readonly string[] {
  tokens.push(token);
  if (tokens.length > rememberedTokens) tokens.shift();
  return tokens;
}

function isLogin({ url }: TransportRequest): boolean {
  return url.pathname.endsWith("/auth/token");
}

function tokenIn(request: TransportRequest, { body }: TransportResponse): string | undefined {
  if (!isLogin(request)) return undefined;
  try {
    return decodeLeniently("AccessTokenResponse", body).data.accessToken;
  } catch {
    return undefined;
  }
}

function describeRequest({ method, url, headers, body }: TransportRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => {
    const [scheme = ""] = value.split(" ");
    return `>   ${name}: ${name === "authorization" ? `${scheme} [hidden]` : value}`;
  });
  // The only request with a body is a token renewal, whose body is the token.
  const form = body === undefined ? [] : [">   [hidden]"];
  return [`> ${method} ${url.href}`, ...lines, ...form].join("\n");
}

function describeResponse(
  request: TransportRequest,
  { status, headers, body }: TransportResponse,
  secrets: Secrets,
): string {
  const lines = Object.entries(headers)
    .filter(([name]) => name !== "set-cookie")
    .map(([name, value]) => `<   ${name}: ${value}`);
  return [`< ${status}`, ...lines, ...bodyLines(request, status, body, secrets)].join("\n");
}

function bodyLines(
  request: TransportRequest,
  status: number,
  body: Uint8Array,
  secrets: Secrets,
): string[] {
  if (isLogin(request) && status < 400) return ["<   [hidden]"];
  // Before its lines are marked: a secret may have a line break.
  const text = secrets.hide(new TextDecoder().decode(body)).trim();
  return text === "" ? [] : text.split("\n").map((line) => `<   ${line}`);
}
