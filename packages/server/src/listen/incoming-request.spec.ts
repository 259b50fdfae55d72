import { expect, test } from "vitest";
import { type Incoming, IncomingRequest } from "./incoming-request.ts";

const put: Incoming = {
  method: "PUT",
  url: "https://sbc/a?b=c",
  rawHeaders: ["Host", "sbc", "x-one", "1", "X-ONE", "2", "Cookie", "a=1", "cookie", "b=2"],
  body: Buffer.from("\uFEFFé"),
};

test.each(["host", "HOST", "X-One", "cookie", "x-two"])(
  "%s reads as it does for the platform",
  (name) => {
    const request = new IncomingRequest(put);
    expect(request.headers.get(name)).toBe(request.toRequest().headers.get(name));
  },
);

test("several values of a header are one, as they are for the platform", () => {
  expect(new IncomingRequest(put).headers.get("x-one")).toBe("1, 2");
});

test.each([put.body, null])("the text reads as it does for the platform", async (body) => {
  const request = new IncomingRequest({ ...put, body });
  expect(await request.text()).toBe(await request.toRequest().text());
});

test("the platform's request is the same one", async () => {
  const { method, url, headers } = new IncomingRequest(put).toRequest();
  expect([method, url, [...headers]]).toEqual([
    "PUT",
    "https://sbc/a?b=c",
    [
      ["cookie", "a=1; b=2"],
      ["host", "sbc"],
      ["x-one", "1, 2"],
    ],
  ]);
});
