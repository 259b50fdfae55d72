// What an editor shows to whoever uses the device. It is the compiler that judges: `pnpm typecheck`.

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

test("a device starts without options, and is closed at the end of a block", () => {
  expectTypeOf<typeof startDevice>().parameter(0).toEqualTypeOf<StartDeviceOptions | undefined>();
  expectTypeOf<typeof startDevice>().returns.resolves.toEqualTypeOf<StartedDevice>();
  expectTypeOf<StartedDevice>().toExtend<AsyncDisposable>();
  expectTypeOf<StartedDevice["device"]>().toEqualTypeOf<Device>();
});

test("a scenario is a name that comes with the device, or one of one's own", () => {
  expectTypeOf<"everyday">().toExtend<ScenarioName>();
  expectTypeOf<"somehow">().not.toExtend<ScenarioName>();
  expectTypeOf<StartDeviceOptions["scenario"]>().toEqualTypeOf<
    ScenarioName | Scenario | undefined
  >();
});

test("a device in memory is asked by a fetch like any other", () => {
  expectTypeOf<typeof createInMemoryDevice>().returns.resolves.toEqualTypeOf<InMemoryDevice>();
  expectTypeOf<InMemoryDevice["fetch"]>().toEqualTypeOf<typeof globalThis.fetch>();
});
