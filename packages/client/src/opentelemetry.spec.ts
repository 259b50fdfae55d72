import { SpanStatusCode } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import { traceWaits } from "./opentelemetry.ts";
import { executeRequests, virtualSbc } from "./testing/virtual-sbc.ts";

async function traced(fail?: string) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const end = traceWaits({ tracer: provider.getTracer("test") });
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "save", status: "success" };
  executeRequests(device, clock, {
    takesMs: 3_000,
    ...(fail !== undefined && { fail: { activate: fail } }),
  });
  await sbc.lock();
  const activation = await sbc.activate();
  device.next.getAsyncStatus = [{ status: 503 }];
  await activation.wait();
  end();
  await sbc.status();
  return exporter.getFinishedSpans();
}

test("creates a span for a wait, with requests as children and wait events as events", async () => {
  const spans = await traced();
  const wait = spans.find(({ name }) => name === "wait activate");
  expect(wait?.attributes).toEqual({
    "asyncstatus.operation": "activate",
    "asyncstatus.submission": "accepted",
    "asyncstatus.outcome": "succeeded",
    "asyncstatus.confidence": "proven",
  });
  expect(wait?.events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["poll-failed", "reconnected", "progress"]),
  );
  const children = spans.filter(
    ({ parentSpanContext }) => parentSpanContext?.spanId === wait?.spanContext().spanId,
  );
  expect(new Set(children.map(({ name }) => name))).toEqual(
    new Set(["getAsyncStatus", "getSystemStatus", "getConfigurationVersions"]),
  );
});

test("creates a span for a request, with its status and error", async () => {
  const spans = await traced();
  const polls = spans.filter(({ name }) => name === "getAsyncStatus");
  expect(polls.find(({ attributes }) => attributes["error.type"])).toMatchObject({
    attributes: {
      "http.request.method": "GET",
      "server.address": "192.0.2.1",
      "server.port": 443,
      "url.path": "/rest/v1.2/admin/asyncstatus",
      "http.response.status_code": 503,
      "error.type": "unavailable",
    },
    status: { code: SpanStatusCode.ERROR },
  });
  expect(polls.at(-1)?.attributes["http.response.status_code"]).toBe(200);
});

test("sets the status of a wait's span if the operation failed", async () => {
  const spans = await traced("No such realm.");
  const wait = spans.find(({ name }) => name === "wait activate");
  expect(wait?.status).toEqual({ code: SpanStatusCode.ERROR, message: "No such realm." });
});

test("records no secrets, and creates no spans after tracing ends", async () => {
  const spans = await traced();
  const printed = JSON.stringify(
    spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );
  expect(printed).not.toMatch(/secret-canary-in-the-mine|token-\d|Basic|Bearer/);
  expect(spans.at(-1)?.name).toBe("wait activate");
});
