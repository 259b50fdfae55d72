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

async function judge(answer: Response, path = "v1.2/admin/asyncstatus") {
  const errors: Error[] = [];
  const ask = withStrictOutput(
    () => answer,
    { assumptions: defaultAssumptions },
    (error) => errors.push(error as Error),
  );
  const request = new Request(`https://192.0.2.1/rest/${path}?x=s3cret`);
  const response = await ask(request, connection);
  return { response, errors };
}

test("what is valid goes out as it is", async () => {
  const { response, errors } = await judge(new Response(body, { headers: xml }));
  expect(await response.text()).toBe(body);
  expect(errors).toEqual([]);
});

test("no answer is no invalid answer", async () => {
  const { response, errors } = await judge(Response.error());
  expect(response.type).toBe("error");
  expect(errors).toEqual([]);
});

const backup = body.replace(
  "<data/>",
  "<data><operationState><operation>backup</operation><status>success</status></operationState></data>",
);

test.each([
  {
    name: "an element that is not known",
    answer: new Response(body.replace("<links/>", "<link/>"), { headers: xml }),
    want: /GET \/rest\/v1.2\/admin\/asyncstatus: the response 200 is no AsyncStatusResponse of v1.2: .*link/,
  },
  {
    name: "half a body",
    answer: new Response(body.slice(0, 90), { headers: xml }),
    want: /is no AsyncStatusResponse of v1.2: ./,
  },
  {
    name: "another document",
    answer: new Response(backup, { headers: xml, status: 404 }),
    want: /the response 404 is no ErrorResponse/,
  },
  {
    name: "another media type",
    answer: new Response(body, { headers: { "content-type": "text/xml" } }),
    want: /is text\/xml, and should be application\/xml/,
  },
  {
    name: "a status that is not specified",
    answer: new Response(body, { headers: xml, status: 418 }),
    want: /the response 418 is not specified/,
  },
  {
    name: "what another version has",
    answer: new Response(backup, { headers: xml }),
    path: "v1.0/admin/asyncstatus",
    want: /of v1.0: /,
  },
])("$name is told, and answered 500", async ({ answer, want, path }) => {
  const { response, errors } = await judge(answer, path);
  expect(response.status).toBe(500);
  expect(xsdErrors("ErrorResponse", await response.text())).toEqual([]);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ code: "invalid-response" });
  expect(errors[0]?.message).toMatch(want);
  expect(errors[0]?.message).not.toContain("s3cret");
});

test("what faults do is not judged", async () => {
  const errors: unknown[] = [];
  const made = await createInMemoryDevice({
    strict: true,
    faults: [{ fault: "garbage" }],
    onError: (error) => errors.push(error),
  });
  const answer = await made.fetch(`${made.url}/rest/v1.2/admin/asyncstatus`);
  expect(await answer.text()).toMatch("<!DOCTYPE html>");
  expect(errors).toEqual([]);
});

test.each([
  { strict: true, want: 500 },
  { strict: false, want: 200 },
])("where strict is $strict, an answer that is not valid is answered $want", async (given) => {
  const errors: unknown[] = [];
  const options = { strict: given.strict, onError: (error: unknown) => errors.push(error) };
  const { handler } = await assemble(options, () => async () => new Response("<response/>"));
  const request = new Request("https://192.0.2.1/rest/v1.2/admin/asyncstatus");
  expect((await handler(request, connection)).status).toBe(given.want);
  expect(errors).toHaveLength(given.strict ? 1 : 0);
});
