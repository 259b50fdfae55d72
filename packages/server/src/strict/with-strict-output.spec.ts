import { encode } from "@asyncstatus/model";
import { xsdErrors } from "@asyncstatus/model/xsd-errors";
import { expect, test } from "vitest";
import { defaultAssumptions } from "../device/assumptions.ts";
import { assemble } from "../embed/assemble.ts";
import { createInMemoryDevice } from "../embed/create-in-memory-device.ts";
import { withStrictOutput } from "./with-strict-output.ts";

const xml = { "content-type": "application/xml" };
const body = encode("AsyncStatusResponse", { data: {}, messages: [], links: [] });
const connection = { signal: new AbortController().signal, destroy: () => {} };

async function validate(given: Response, path = "v1.2/admin/asyncstatus") {
  const errors: Error[] = [];
  const ask = withStrictOutput(
    () => given,
    { assumptions: defaultAssumptions },
    (error) => errors.push(error as Error),
  );
  const request = new Request(`https://192.0.2.1/rest/${path}?x=s3cret`);
  const response = await ask(request, connection);
  return { response, errors };
}

test("passes a valid response on", async () => {
  const { response, errors } = await validate(new Response(body, { headers: xml }));
  expect(await response.text()).toBe(body);
  expect(errors).toEqual([]);
});

test("passes a network error on", async () => {
  const { response, errors } = await validate(Response.error());
  expect(response.type).toBe("error");
  expect(errors).toEqual([]);
});

const backup = body.replace(
  "<data/>",
  "<data><operationState><operation>backup</operation><status>success</status></operationState></data>",
);

test.each([
  {
    name: "an unknown element",
    given: new Response(body.replace("<links/>", "<link/>"), { headers: xml }),
    want: /GET \/rest\/v1.2\/admin\/asyncstatus: the response 200 is no AsyncStatusResponse of v1.2: .*link/,
  },
  {
    name: "half a body",
    given: new Response(body.slice(0, 90), { headers: xml }),
    want: /is no AsyncStatusResponse of v1.2: ./,
  },
  {
    name: "another document",
    given: new Response(backup, { headers: xml, status: 404 }),
    want: /the response 404 is no ErrorResponse/,
  },
  {
    name: "another media type",
    given: new Response(body, { headers: { "content-type": "text/xml" } }),
    want: /is text\/xml, and should be application\/xml/,
  },
  {
    name: "an unspecified status",
    given: new Response(body, { headers: xml, status: 418 }),
    want: /the response 418 is not specified/,
  },
  {
    name: "an element of another version",
    given: new Response(backup, { headers: xml }),
    path: "v1.0/admin/asyncstatus",
    want: /of v1.0: /,
  },
])("reports $name and answers with 500", async ({ given, want, path }) => {
  const { response, errors } = await validate(given, path);
  expect(response.status).toBe(500);
  expect(xsdErrors("ErrorResponse", await response.text())).toEqual([]);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ code: "invalid-response" });
  expect(errors[0]?.message).toMatch(want);
  expect(errors[0]?.message).not.toContain("s3cret");
});

test("does not validate injected faults", async () => {
  const errors: unknown[] = [];
  const made = await createInMemoryDevice({
    strict: true,
    faults: [{ fault: "garbage" }],
    onError: (error) => errors.push(error),
  });
  const response = await made.fetch(`${made.url}/rest/v1.2/admin/asyncstatus`);
  expect(await response.text()).toMatch("<!DOCTYPE html>");
  expect(errors).toEqual([]);
});

test.each([
  { strict: true, want: 500 },
  { strict: false, want: 200 },
])("answers an invalid response with $want if strict is $strict", async (given) => {
  const errors: unknown[] = [];
  const options = { strict: given.strict, onError: (error: unknown) => errors.push(error) };
  const { handler } = await assemble(options, () => async () => new Response("<response/>"));
  const request = new Request("https://192.0.2.1/rest/v1.2/admin/asyncstatus");
  expect((await handler(request, connection)).status).toBe(given.want);
  expect(errors).toHaveLength(given.strict ? 1 : 0);
});
