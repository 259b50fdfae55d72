import type {
  ConfigVersions,
  OperationName,
  OperationState,
  RestVersion,
  SupportedVersions,
  SystemStatusData,
} from "@asyncstatus/model";
import { type CommitOptions, type CommitResult, commit } from "./commit/commit.ts";
import { Operation } from "./operation/operation.ts";
import { readStatus, readVersions } from "./operation/read-device.ts";
import { readSavedOperation } from "./operation/saved-operation.ts";
import type { OperationDependencies } from "./operation/status-poller.ts";
import { type Submission, submit } from "./operation/submit.ts";
import { requireVersion } from "./request/require-version.ts";
import type { ConfigurationLock, LockOptions } from "./session/configuration-lock.ts";
import type { Transport } from "./transport/transport.ts";

/** What every request takes. */
export interface RequestOptions {
  /** Cuts the request, in flight or not. */
  readonly signal?: AbortSignal;
}

/** How an asynchronous request is submitted. */
export interface SubmitOptions extends RequestOptions {
  /**
   * How long to wait for the end of somebody else's request that is in progress, before ours is
   * submitted. @default 0, not at all: a {@link BusyError}
   */
  readonly waitForIdleMs?: number;
}

/** What to back up, and where to. */
export interface BackupOptions extends SubmitOptions {
  readonly source: "running" | "saved" | "editing";
  /** A bare name; one that exists already makes the request fail. */
  readonly filename: string;
}

/** What to restore from: a configuration of the device, or a backup file. */
export type RestoreOptions = SubmitOptions &
  (
    | { readonly source: "running" | "saved" }
    | { readonly source: "backupFile"; readonly filename: string }
  );

/** A device, logged in to. */
export class Sbc {
  /** The REST version that is spoken. */
  readonly version: RestVersion;
  readonly #dependencies: OperationDependencies;
  readonly #transport: Transport;
  readonly #registrationMs: number;

  /** @internal Use {@link connect}. */
  constructor(
    version: RestVersion,
    dependencies: OperationDependencies,
    transport: Transport,
    registrationMs: number,
  ) {
    this.version = version;
    this.#dependencies = dependencies;
    this.#transport = transport;
    this.#registrationMs = registrationMs;
  }

  /** What the device says of the last asynchronous request of anybody; `undefined` where there is none. */
  status(options: RequestOptions = {}): Promise<OperationState | undefined> {
    return readStatus(this.#dependencies.session, options);
  }

  /** The versions of the saved and of the running configuration. */
  versions(options: RequestOptions = {}): Promise<ConfigVersions> {
    return readVersions(this.#dependencies.session, options);
  }

  /** Uptime, health and role of the system. */
  async systemStatus(options: RequestOptions = {}): Promise<SystemStatusData> {
    const { session } = this.#dependencies;
    return (await session.call("getSystemStatus", options)).data;
  }

  /**
   * The REST versions that the device serves, which are what {@link connect} can be given. Only who has
   * a token learns them, and a token is asked for in a version: a device that does not serve it answers
   * the login with a {@link DeviceError} `not-found`.
   */
  async supportedVersions(options: RequestOptions = {}): Promise<SupportedVersions> {
    const { session } = this.#dependencies;
    return (await session.call("getSupportedVersions", options)).data.supportedVersions;
  }

  /**
   * Takes the configuration lock, which every operation needs. `await using` releases it at the end
   * of the block, errors included; {@link close} releases it too. While it is held, its token is
   * renewed in time.
   *
   * @throws {DeviceError} `locked` where somebody else holds it; nothing tells who.
   * @throws {LockNotReleasedError} where no answer came, and none to the tries to release what may be held.
   */
  lock(options: LockOptions = {}): Promise<ConfigurationLock> {
    return this.#dependencies.session.acquireLock(options);
  }

  /**
   * Makes the edited configuration the running one: lock, verify, save, activate, unlock, each step
   * waited for. Stops at the first step that did not take effect.
   *
   * @throws {BusyError | DeviceError | TransportError} as {@link lock} and {@link verify} do. The lock
   *   is released on every path.
   * @throws {LockNotReleasedError} where the device did not answer the tries to release it; `cause` is the first
   *   error.
   */
  commit(options: CommitOptions = {}): Promise<CommitResult> {
    return commit(this, () => this.#dependencies.clock.now(), options);
  }

  /**
   * Takes up an operation that another process submitted and wrote down with `toJSON()`. The lock that
   * it was submitted under belongs to that process: what is seen from now on cannot be proven to be
   * ours any more, and rests on the versions.
   *
   * @param saved What `JSON.parse` makes of what was written down.
   * @throws {OptionError} where it is not such a record, or one of another device.
   */
  attach(saved: unknown): Operation {
    const { session, clock } = this.#dependencies;
    const { state, submittedAt } = readSavedOperation(saved, session.statusUrl);
    // The clocks of two computers may differ; what was submitted was submitted in the past.
    const elapsedMs = Math.max(0, clock.date().getTime() - Date.parse(submittedAt));
    return new Operation(this.#dependencies, { ...state, lock: "lost" }, { elapsedMs });
  }

  /**
   * Asks the device to verify the configuration that is being edited.
   *
   * @returns At the 202, which says only that the device has taken the request: `wait()` tells its end.
   * @throws {BusyError} where somebody's request is in progress. Nothing was submitted.
   * @throws {DeviceError} where the device refuses the request, as without the lock.
   * @throws {TransportError} where it is certain that the request did not reach the device.
   */
  verify(options: SubmitOptions = {}): Promise<Operation> {
    return this.#submit("verify", "saveVerifyOrRestore", {}, options);
  }

  /** Asks the device to save the configuration that is being edited. Otherwise as {@link verify}. */
  save(options: SubmitOptions = {}): Promise<Operation> {
    return this.#submit("save", "saveVerifyOrRestore", {}, options);
  }

  /** Asks the device to make the saved configuration the running one. Otherwise as {@link verify}. */
  activate(options: SubmitOptions = {}): Promise<Operation> {
    return this.#submit("activate", "activateOrBackUp", {}, options);
  }

  /**
   * Asks the device to write a backup file. Otherwise as {@link verify}.
   *
   * @throws {VersionError} in v1.0, which has no backup. Nothing was sent.
   */
  backup(options: BackupOptions): Promise<Operation> {
    const query = { backupSource: options.source, filename: options.filename };
    return this.#submit("backup", "activateOrBackUp", query, options);
  }

  /** Asks the device to restore a configuration. Otherwise as {@link verify}. */
  restore(options: RestoreOptions): Promise<Operation> {
    const filename = options.source === "backupFile" ? options.filename : undefined;
    const query = { restoreSource: options.source, filename };
    return this.#submit("restore", "saveVerifyOrRestore", query, options);
  }

  /** Reboots the system. Every token and the lock are gone afterwards. */
  async reboot(options: RequestOptions = {}): Promise<void> {
    await this.#dependencies.session.call("reboot", options);
  }

  /** Hands the active role to the standby of a high-availability pair. */
  async switchOver(options: RequestOptions = {}): Promise<void> {
    await this.#dependencies.session.call("switchOver", options);
  }

  /** Releases the lock, where it is held, and ends every connection. */
  async close(): Promise<void> {
    try {
      await this.#dependencies.session.releaseLock();
    } finally {
      await this.#transport.close();
    }
  }

  /** Closes the connection at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #submit(
    operation: OperationName,
    id: Submission["id"],
    query: Submission["query"],
    { signal, waitForIdleMs }: SubmitOptions,
  ): Promise<Operation> {
    const asked = { action: operation, ...query };
    requireVersion(this.version, id, asked);
    return submit(this.#dependencies, {
      operation,
      id,
      query: asked,
      signal,
      waitForIdleMs,
      registrationMs: this.#registrationMs,
    });
  }
}
