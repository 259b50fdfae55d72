import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { route, versionOf } from "./route.ts";

const served = ["v1.2", "v1.1"] as const;

test.each(Object.entries<OperationDescriptor>(operations))("finds %s", (id, { method, path }) => {
  for (const version of served) {
    expect(route(method, path.replace("{version}", version), served)).toBe(id);
  }
});

test.each([
  { path: "/" },
  { path: "/rest" },
  { path: "/rest/v1.2" },
  { path: "/rest/v1.2/" },
  { path: "/rest/v1.2/admin" },
  { path: "/rest/v1.2/admin/asyncstatus/" },
  { path: "/rest/v1.2/admin/AsyncStatus" },
  { path: "/rest/v1.2/admin/%61syncstatus" },
  { path: "//rest/v1.2/admin/asyncstatus" },
  { path: "/rest/v1.2//admin/asyncstatus" },
  { path: "/rest/admin/asyncstatus" },
  { path: "/rest/v1.2/api/supportedversions" },
  { path: "/rest/v9.9/nothing" },
])("answers $path with 404", ({ path }) => {
  expect(() => route("GET", path, served)).toThrow(
    expect.objectContaining({ status: 404, message: "Resource not found." }),
  );
});

test.each(["v9.9", "v1.0", "v1", "1.2", "V1.2", "api", "v1.2%20", "<v>"])(
  "answers the version %s with 404 and the supported versions",
  (version) => {
    expect(() => route("GET", `/rest/${version}/admin/asyncstatus`, served)).toThrow(
      expect.objectContaining({
        status: 404,
        message: `Unsupported version: ${version}`,
        details: { link: "Supported versions: v1.2, v1.1" },
      }),
    );
  },
);

test.each([
  { method: "DELETE", path: "admin/asyncstatus", allow: "GET" },
  { method: "HEAD", path: "admin/asyncstatus", allow: "GET" },
  { method: "GET", path: "auth/token", allow: "POST" },
  { method: "GET", path: "configuration/management", allow: "POST, PUT" },
  { method: "get", path: "system/status", allow: "GET" },
])("answers $method on $path with 405 and the allowed methods", ({ method, path, allow }) => {
  expect(() => route(method, `/rest/v1.2/${path}`, served)).toThrow(
    expect.objectContaining({
      status: 405,
      message: `Method ${method} is not supported for this URI.`,
      details: { headers: { allow } },
    }),
  );
});

test("checks the version before the method", () => {
  expect(() => route("DELETE", "/rest/v9.9/admin/asyncstatus", served)).toThrow(
    expect.objectContaining({ status: 404 }),
  );
});

test.each([
  { path: "/rest/v1.1/admin/asyncstatus", want: "v1.1" },
  { path: "/rest/v1.1/nothing", want: "v1.1" },
  { path: "/rest/v1.0/admin/asyncstatus", want: "v1.2" },
  { path: "/rest/api/supportedversions", want: "v1.2" },
  { path: "/v1.1", want: "v1.2" },
])("answers $path in $want", ({ path, want }) => {
  expect(versionOf(path, served)).toBe(want);
});
