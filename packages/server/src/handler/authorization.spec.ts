import { expect, test } from "vitest";
import { basicCredentials, bearerToken, unauthorized } from "./authorization.ts";

test.each([
  { header: "Bearer abc.DEF-1_2~3+4/5==", want: "abc.DEF-1_2~3+4/5==" },
  { header: "bearer abc", want: "abc" },
  { header: "BEARER   abc", want: "abc" },
])("reads the token $want from '$header'", ({ header, want }) => {
  expect(bearerToken(header)).toBe(want);
});

test.each([
  { header: null },
  { header: "" },
  { header: "Bearer" },
  { header: "Bearer " },
  { header: "abc" },
  { header: "Basic abc" },
  { header: "Bearer abc def" },
  { header: "Bearer abc, Bearer def" },
  { header: "Bearer a=b" },
  { header: " Bearer abc" },
])("reads no token from '$header'", ({ header }) => {
  expect(bearerToken(header)).toBeUndefined();
});

test.each([
  { header: "Basic YWRtaW46c2VjcmV0", want: "admin:secret" },
  { header: "basic YWRtaW46c2VjcmV0", want: "admin:secret" },
  { header: "Basic YTpiOmM=", want: "a:b:c" },
  { header: "Basic w7w6w6k=", want: "ü:é" },
])("reads the credentials $want from '$header'", ({ header, want }) => {
  expect(new TextDecoder().decode(basicCredentials(header))).toBe(want);
});

test.each([
  { header: null },
  { header: "Basic" },
  { header: "Bearer YWRtaW46c2VjcmV0" },
  { header: "Basic admin:secret" },
  { header: "Basic YWRta" },
  { header: "Basic YWRtaW46-_c2" },
])("reads no credentials from '$header'", ({ header }) => {
  expect(basicCredentials(header)).toBeUndefined();
});

test("a 401 carries WWW-Authenticate", () => {
  expect(unauthorized("Basic")).toMatchObject({
    status: 401,
    message: "Client not authorized.",
    details: { headers: { "www-authenticate": 'Basic realm="rest"' } },
  });
});
