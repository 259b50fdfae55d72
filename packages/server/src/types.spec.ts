// The types that users see. The compiler checks them: `pnpm typecheck`.

import { expectTypeOf, test } from "vitest";
import type {
  createInMemoryDevice,
  Device,
  InMemoryDevice,
  Scenario,
  ScenarioName,
  StartDeviceOptions,
  StartedDevice,
  startDevice,
} from "./index.ts";

test("a device starts without options and is disposable", () => {
  expectTypeOf<typeof startDevice>().parameter(0).toEqualTypeOf<StartDeviceOptions | undefined>();
  expectTypeOf<typeof startDevice>().returns.resolves.toEqualTypeOf<StartedDevice>();
  expectTypeOf<StartedDevice>().toExtend<AsyncDisposable>();
  expectTypeOf<StartedDevice["device"]>().toEqualTypeOf<Device>();
});

test("a scenario is a known name or an object", () => {
  expectTypeOf<"everyday">().toExtend<ScenarioName>();
  expectTypeOf<"somehow">().not.toExtend<ScenarioName>();
  expectTypeOf<StartDeviceOptions["scenario"]>().toEqualTypeOf<
    ScenarioName | Scenario | undefined
  >();
});

test("the fetch of a device in memory has the type of the platform", () => {
  expectTypeOf<typeof createInMemoryDevice>().returns.resolves.toEqualTypeOf<InMemoryDevice>();
  expectTypeOf<InMemoryDevice["fetch"]>().toEqualTypeOf<typeof globalThis.fetch>();
});
