import type { Device } from "../device/device.ts";
import type { DeviceEvent } from "../device/device-event.ts";
import type { Handler } from "../handler/handler.ts";

/**
 * Two devices that are an HA pair. The configurations of the active system are copied to the standby, which
 * takes over if the active system goes down. A switchover changes the roles of both.
 */
export class HaPair {
  readonly #devices: Device[] = [];
  /** The device whose roles change because of the other one. Its switchover has no further effect. */
  #following: Device | undefined;

  /** Adds a device. Its events go to {@link HaPair.onEvent}. */
  add(device: Device): void {
    this.#devices.push(device);
  }

  /** Changes the roles after an event of the device that was added first (0) or second (1). */
  onEvent(index: number, { kind, atMs }: DeviceEvent): void {
    const own = this.#devices[index];
    const other = this.#devices[1 - index];
    if (!own || !other || (kind === "switchedOver" && own === this.#following)) return;
    if (kind === "wentDown" || kind === "switchedOver") {
      this.#follow(other, () => other.takeOver(atMs));
    }
    // The roles are opposite again, whichever system switched over or came up.
    if (kind === "cameUp") this.#follow(own, () => own.followPeer(other));
    if (kind === "switchedOver") this.#follow(other, () => other.followPeer(own));
  }

  #follow(device: Device, change: () => void): void {
    // Its own events have their effects first.
    device.isUp();
    const before = this.#following;
    this.#following = device;
    try {
      change();
    } finally {
      this.#following = before;
    }
  }

  /** Wraps a device's handler: before each request, both devices catch up. */
  handlerOf(handler: Handler): Handler {
    return (request, connection) => {
      const [first, second] = this.#devices;
      if (first && second) {
        this.#follow(first, () => first.followPeer(second));
        this.#follow(second, () => second.followPeer(first));
      }
      return handler(request, connection);
    };
  }
}
