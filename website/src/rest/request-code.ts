import { type ApiRequest, type OpenApi, type Parameter, resolve } from "./open-api.ts";

/** Request with its place in the document. */
export interface Located {
  readonly method: string;
  /** Path with the version. */
  readonly path: string;
  readonly request: ApiRequest;
}

/** Returns the requests of a document. */
export function requestsOf({ paths }: OpenApi, version: string): Located[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, request]) => ({
      method: method.toUpperCase(),
      path: path.replace("{version}", version),
      request,
    })),
  );
}

/** Returns the parameters of a request. */
export function parametersOf(openApi: OpenApi, { parameters = [] }: ApiRequest): Parameter[] {
  return parameters.map((parameter) => resolve<Parameter>(openApi, parameter));
}

/** Returns true if a request needs credentials instead of a token. */
export function needsCredentials({ security }: ApiRequest): boolean {
  return security?.some((scheme) => "basic" in scheme) ?? false;
}

/** Returns true if a request has an XML body. */
export function hasXmlBody({ requestBody }: ApiRequest): boolean {
  return requestBody?.content["application/xml"] !== undefined;
}

/** Returns the request as a curl command. */
export function curlCode(openApi: OpenApi, { method, path, request }: Located): string {
  const credentials = needsCredentials(request)
    ? '--user "$SBCUSER:$PASSWORD"'
    : '--header "Authorization: Bearer $TOKEN"';
  const body = hasXmlBody(request)
    ? ['--header "Content-Type: application/xml"', "--data-binary @element.xml"]
    : [];
  const lines = ['--header "Accept: application/xml"', credentials, ...body];
  const query = queryOf(openApi, request).map(([name, value]) => `${name}=${value}`);
  const url = `"https://\${SBCIP}${path}${query.length > 0 ? `?${query.join("&")}` : ""}"`;
  return [`curl -X ${method}`, ...lines, url].join(" \\\n    ");
}

/** Returns the request as Python with the library requests. */
export function pythonCode(openApi: OpenApi, { method, path, request }: Located): string {
  const headers = ['"Accept":"application/xml"'];
  if (!needsCredentials(request)) headers.push('"Authorization":"Bearer " + token');
  if (hasXmlBody(request)) headers.push('"Content-Type":"application/xml"');
  const query = queryOf(openApi, request).map(([name, value]) => `"${name}":"${value}"`);
  const given = [
    "headers=headers",
    ...(needsCredentials(request) ? ["auth=(user, password)"] : []),
    ...(query.length > 0 ? ["params=params"] : []),
    ...(hasXmlBody(request) ? ['data=open("element.xml", "rb")'] : []),
  ];
  return [
    "import requests",
    `headers = { ${headers.join(", ")} }`,
    ...(query.length > 0 ? [`params = { ${query.join(", ")} }`] : []),
    `url  = "https://" + sbcip + "${path}"`,
    `resp = requests.${method.toLowerCase()}(url, ${given.join(", ")})`,
  ].join("\n");
}

/** Returns the required parameters of the query, each with an example. */
function queryOf(openApi: OpenApi, request: ApiRequest): [name: string, value: string][] {
  return parametersOf(openApi, request)
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name, example, schema }) => {
      const value = example ?? schema.enum?.[0];
      if (value === undefined) throw new Error(`The parameter ${name} needs an example.`);
      return [name, value];
    });
}
