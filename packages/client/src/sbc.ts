import type {
  ConfigVersions,
  OperationName,
  OperationState,
  RestVersion,
  SupportedVersions,
  SystemStatusData,
} from "@asyncstatus/model";
import type { QueryValues } from "@asyncstatus/model/operations";
import { readForChange } from "./change/apply-change.ts";
import { type ChangePlan, changePlan } from "./change/change-plan.ts";
import {
  type ConfigurationComparison,
  compareConfigurations,
} from "./change/compare-configurations.ts";
import type { Change } from "./change/plan-change.ts";
import { readDifferingTypes, readTypes } from "./change/read-configurations.ts";
import { type RunningWitness, witnessRunning } from "./change/running-witness.ts";
import { commit } from "./commit/commit.ts";
import type {
  ApplyOptions,
  CommitOptions,
  EarlierCall,
  RollBackOptions,
  RollBackUnconfirmedOptions,
} from "./commit/commit-options.ts";
import type { CommitResult } from "./commit/commit-result.ts";
import type { UnconfirmedChange } from "./commit/unconfirmed-change.ts";
import { Elements } from "./elements/elements.ts";
import { Operation } from "./operation/operation.ts";
import type { Outcome } from "./operation/outcome.ts";
import {
  type AsyncStatus,
  readAsyncStatus,
  readStatus,
  readVersions,
} from "./operation/read-device.ts";
import {
  readSavedOperation,
  requireSameDevice,
  resumedState,
  type SavedOperation,
} from "./operation/saved-operation.ts";
import type { OperationDependencies } from "./operation/status-poller.ts";
import {
  type IdleOptions,
  type RequestOptions,
  readIdleStatus,
  type Submission,
  type SubmitOptions,
  submit,
} from "./operation/submit.ts";
import { requireBackupName } from "./request/backup-name.ts";
import { type DeviceRequest, type DeviceResponse, toRawRequest } from "./request/device-request.ts";
import { requireVersion } from "./request/require-version.ts";
import type { ConfigurationLock, LockEvent, LockOptions } from "./session/configuration-lock.ts";
import type { Transport } from "./transport/transport.ts";

/** Options of {@link Sbc.backup}. */
export interface BackupOptions extends SubmitOptions {
  readonly source: QueryValues["activateOrBackUp"]["backupSource"];
  /** A file name without a path. If it exists, the request fails. */
  readonly filename: string;
}

type RestoreSource = QueryValues["saveVerifyOrRestore"]["restoreSource"];

/** Options of {@link Sbc.restore}. */
export type RestoreOptions = SubmitOptions &
  (
    | { readonly source: Exclude<RestoreSource, "backupFile"> }
    | { readonly source: Extract<RestoreSource, "backupFile">; readonly filename: string }
  );

/** Options of {@link Sbc.settle}. */
export interface SettleOptions extends IdleOptions {
  /** The longest time to wait for the lock while another user holds it. @default 0 */
  readonly waitForLockMs?: number;
  /** The deadline of the wait for the outcome. @default 900000 (15 minutes) */
  readonly timeoutMs?: number;
  /** Called while another user holds the lock, and once it is held. */
  readonly onLock?: (event: LockEvent) => void;
}

/** A session with an SBC. */
export class Sbc {
  /** The REST version of the session. */
  readonly version: RestVersion;
  /** The elements of the configuration. */
  readonly elements: Elements;
  readonly #dependencies: OperationDependencies;
  readonly #transport: Transport;

  /** @internal Use {@link connect}. */
  constructor(version: RestVersion, dependencies: OperationDependencies, transport: Transport) {
    this.version = version;
    this.elements = new Elements(dependencies.session, version);
    this.#dependencies = dependencies;
    this.#transport = transport;
  }

  /** Reads the status of the most recent asynchronous request of any user; `undefined` if there is none. */
  status(options: RequestOptions = {}): Promise<OperationState | undefined> {
    return readStatus(this.#dependencies.session, options);
  }

  /**
   * Reads the status of the most recent asynchronous request of any user, and what the device reports
   * beside it, such as the faults that a verify lists in v1.0.
   */
  asyncStatus(options: RequestOptions = {}): Promise<AsyncStatus> {
    return readAsyncStatus(this.#dependencies.session, options);
  }

  /** Reads the versions of the saved and running configurations. */
  versions(options: RequestOptions = {}): Promise<ConfigVersions> {
    return readVersions(this.#dependencies.session, options);
  }

  /** Reads the uptime, the health and the role of the system. */
  async systemStatus(options: RequestOptions = {}): Promise<SystemStatusData> {
    const { session } = this.#dependencies;
    return (await session.call("getSystemStatus", options)).data;
  }

  /**
   * Reads the REST versions that the device supports. It requires a token, and the login already uses a
   * version: if the device does not support it, {@link connect} throws a {@link DeviceError} `not-found`.
   */
  async supportedVersions(options: RequestOptions = {}): Promise<SupportedVersions> {
    const { session } = this.#dependencies;
    return (await session.call("getSupportedVersions", options)).data.supportedVersions;
  }

  /**
   * Acquires the configuration lock, which each operation requires. `await using` releases it at the end
   * of the block, also after an error; {@link close} releases it too. While it is held, its token is
   * renewed.
   *
   * @throws {DeviceError} `locked` if another user holds it. The device doesn't report which user.
   * @throws {LockNotReleasedError} if neither the request nor the attempts to release a lock that may be
   *   held got a response.
   */
  lock(options: LockOptions = {}): Promise<ConfigurationLock> {
    return this.#dependencies.session.acquireLock(options);
  }

  /**
   * Makes the editing configuration the running one: lock, verify, save, activate, unlock. Waits for each
   * step, and stops at the first one that does not succeed.
   *
   * @throws {BusyError | DeviceError | TransportError} as {@link lock} and {@link verify} do. The lock
   *   is released on each path.
   * @throws {LockNotReleasedError} if the device did not respond to the attempts to release the lock;
   *   `cause` is the first error.
   */
  commit(options: CommitOptions = {}): Promise<CommitResult> {
    return commit(this, this.#dependencies.clock, options);
  }

  /**
   * Plans a change: reads the element types that it touches, in the editing and the running configuration,
   * and returns what there is to do. Sends nothing that changes anything, and needs no lock.
   *
   * @throws {OptionError} as the function `planChange` does, or if the device reports no key attributes of a
   *   type that is not a singleton.
   */
  async planChange(change: Change, options: RequestOptions = {}): Promise<ChangePlan> {
    const read = await readForChange(this.elements, change, options);
    return changePlan(change, read, await this.versions(options));
  }

  /**
   * Reads the elements of a change in the running configuration, before a request that is expected to put
   * them into effect, such as an {@link activate}. After it, `runsNow()` shows if they run, also where the
   * status doesn't show the end of the request. Sends nothing that changes anything, and needs no lock.
   *
   * @throws {OptionError} as {@link planChange} does.
   */
  witnessRunning(change: Change, options: RequestOptions = {}): Promise<RunningWitness> {
    return witnessRunning(this.elements, change, options);
  }

  /**
   * Applies a change: lock, plan, back up, edit, verify, save, activate, unlock. If there is nothing to do,
   * the result is `unchanged` and nothing is sent. Otherwise as {@link commit} with `edit`.
   *
   * @throws {OptionError} as {@link planChange} does.
   * @throws {EditError} if the backup or an edit fails.
   * @throws {VersionError} in v1.0, which has no backup, with `confirmWithinMs`. Nothing was sent.
   */
  applyChange(
    change: Change,
    { plan, onPlan, earlier, confirmWithinMs, onUnconfirmed, ...options }: ApplyOptions = {},
  ): Promise<CommitResult> {
    const { session, clock } = this.#dependencies;
    const { statusUrl } = session;
    const confirmation =
      confirmWithinMs === undefined
        ? undefined
        : { withinMs: confirmWithinMs, statusUrl, onUnconfirmed };
    return commit(this, clock, options, {
      change,
      agreed: plan,
      onPlan,
      earlier: earlier && this.#readEarlier(earlier),
      confirmation,
    });
  }

  /**
   * Rolls back a change that was not confirmed: lock, back up the editing configuration, restore the backup
   * of the configuration that was running before, save, activate, unlock. Unsaved edits of all users are
   * lost. Stops with `running-changed`, and sends nothing, if another version is running. If an earlier call
   * was cut off, takes the steps that are left; `unchanged` if none is.
   *
   * @throws {OptionError} if the change is of another device.
   * @throws {EditError} if the backup or the restore fails.
   */
  async rollBackUnconfirmed(
    unconfirmed: UnconfirmedChange,
    { onUnconfirmed, ...options }: RollBackUnconfirmedOptions = {},
  ): Promise<CommitResult> {
    const { session, clock } = this.#dependencies;
    requireSameDevice("unconfirmed", unconfirmed, session.statusUrl);
    const waitForIdle = (idle: IdleOptions) => this.#waitUnderLock(idle);
    return await commit(this, clock, options, { unconfirmed, onUnconfirmed, waitForIdle });
  }

  /**
   * Compares the editing configuration with the running one: what a commit would put into effect.
   *
   * @param types The element types to compare. @default all types of the device
   */
  async compare({
    types,
    ...options
  }: RequestOptions & {
    readonly types?: readonly string[];
  } = {}): Promise<ConfigurationComparison> {
    return compareConfigurations(
      types
        ? await readTypes(this.elements, types, options)
        : await readDifferingTypes(this.elements, options),
    );
  }

  /**
   * Returns to the running configuration or to a backup: lock, back up the editing configuration, restore,
   * verify, save, activate, unlock. Unsaved edits of all users are lost. With `compare`, if the running
   * configuration is the editing one already, the result is `unchanged` and nothing is sent. Otherwise as
   * {@link commit} with `edit`.
   *
   * @throws {EditError} if the backup or the restore fails.
   */
  rollBack({ to, ...options }: RollBackOptions): Promise<CommitResult> {
    return commit(this, this.#dependencies.clock, options, { restoreFrom: to });
  }

  /**
   * Resumes an operation that another process submitted and serialized with `toJSON()`. The lock belonged
   * to that process, so another user may have submitted a request since: the outcome is at most `probable`,
   * or `documented` if the versions confirm an activate.
   *
   * @param saved The value that `JSON.parse` returns.
   * @throws {OptionError} if it is not a serialized operation, or of another device.
   */
  attach(saved: unknown): Operation {
    return this.#attach(readSavedOperation(saved, this.#dependencies.session.statusUrl), "other");
  }

  /**
   * Determines the outcome of an operation that another process submitted, under a lock of this session:
   * nothing can run or arrive any more, so `versionEvidence: "denies"` is final, also if the response to
   * the submission was lost. Releases the lock.
   *
   * @param saved The value that `JSON.parse` returns.
   * @throws {OptionError} if it is not a serialized operation, or of another device.
   * @throws {BusyError} if a request is still in progress after `waitForIdleMs`.
   * @throws {DeviceError} `locked` if another user still holds the lock after `waitForLockMs`. The lock of
   *   a process that ended without releasing it is free after ten minutes.
   */
  async settle(saved: unknown, options: SettleOptions = {}): Promise<Outcome> {
    const operation = readSavedOperation(saved, this.#dependencies.session.statusUrl);
    const { signal, waitForLockMs = 0, timeoutMs, onLock } = options;
    const request = signal ? { signal } : {};
    const lock = await this.lock({
      ...request,
      waitMs: waitForLockMs,
      ...(onLock && { onEvent: onLock }),
    });
    try {
      await this.#waitUnderLock(options);
      const wait = { ...request, ...(timeoutMs !== undefined && { timeoutMs }) };
      return await this.#attach(operation, "settling").wait(wait);
    } finally {
      await lock.release();
    }
  }

  #readEarlier(saved: SavedOperation): EarlierCall | undefined {
    const { statusUrl } = this.#dependencies.session;
    const { operation, baseline } = readSavedOperation(saved, statusUrl).state;
    const current = baseline.versions?.currentVersion;
    if (current === undefined || (operation !== "save" && operation !== "activate")) {
      return undefined;
    }
    const waitForIdle = (idle: IdleOptions) => this.#waitUnderLock(idle);
    return { version: operation === "save" ? current + 1 : current, waitForIdle };
  }

  /** Waits until no request from before our lock is in progress, or shows late. */
  async #waitUnderLock(options: IdleOptions): Promise<void> {
    const { clock, statusLagMs } = this.#dependencies;
    await clock.sleep(statusLagMs, options.signal);
    await readIdleStatus(this.#dependencies, options);
  }

  #attach(saved: SavedOperation, clock: "other" | "settling"): Operation {
    // The clocks of two computers may differ, but a submission is never in the future.
    const now = this.#dependencies.clock.date().getTime();
    const elapsedMs = Math.max(0, now - Date.parse(saved.submittedAt));
    const state = { ...resumedState(saved), clock };
    const { submittedAt } = saved;
    return new Operation(this.#dependencies, state, { elapsedMs, submittedAt });
  }

  /**
   * Waits until no asynchronous request is in progress, of any user.
   *
   * @returns The status; `undefined` if the device shows none.
   * @throws {BusyError} if a request is still in progress after `waitForIdleMs`.
   */
  async waitForIdle(options: IdleOptions = {}): Promise<OperationState | undefined> {
    return (await readIdleStatus(this.#dependencies, options)).operationState;
  }

  /**
   * Requests a verify of the editing configuration.
   *
   * @returns The operation, as soon as the device accepted the request (202). `wait()` returns its outcome.
   * @throws {BusyError} if another request is in progress. Nothing was submitted.
   * @throws {DeviceError} if the device refuses the request, for example without the lock.
   * @throws {TransportError} if the request did not reach the device.
   */
  verify(options: SubmitOptions = {}): Promise<Operation> {
    return this.#submit("verify", "saveVerifyOrRestore", {}, options);
  }

  /** Requests a save of the editing configuration. Otherwise as {@link verify}. */
  save(options: SubmitOptions = {}): Promise<Operation> {
    return this.#submit("save", "saveVerifyOrRestore", {}, options);
  }

  /** Requests an activate of the saved configuration. Otherwise as {@link verify}. */
  activate(options: SubmitOptions = {}): Promise<Operation> {
    return this.#submit("activate", "activateOrBackUp", {}, options);
  }

  /**
   * Requests a backup file. Otherwise as {@link verify}.
   *
   * @throws {OptionError} if the file name has a path. Nothing was sent.
   * @throws {VersionError} in v1.0, which has no backup. Nothing was sent.
   */
  backup(options: BackupOptions): Promise<Operation> {
    const query = { backupSource: options.source, filename: options.filename };
    return this.#submit("backup", "activateOrBackUp", query, options);
  }

  /**
   * Requests a restore into the editing configuration. Otherwise as {@link verify}.
   *
   * @throws {OptionError} if the file name has a path. Nothing was sent.
   */
  restore(options: RestoreOptions): Promise<Operation> {
    const filename = options.source === "backupFile" ? options.filename : undefined;
    const query = { restoreSource: options.source, filename };
    return this.#submit("restore", "saveVerifyOrRestore", query, options);
  }

  /** Reboots the system. All tokens and the lock become invalid. */
  async reboot(options: RequestOptions = {}): Promise<void> {
    await this.#dependencies.session.call("reboot", options);
  }

  /** Hands the active role to the standby of a high-availability pair. */
  async switchOver(options: RequestOptions = {}): Promise<void> {
    await this.#dependencies.session.call("switchOver", options);
  }

  /**
   * Sends any other request of the REST API, with the token and the lock of this session. Redirects are not
   * followed. If the device refuses the token, a GET is sent again with a new one; other requests are sent
   * once.
   *
   * @throws {OptionError} if the path leaves the REST API, or the request has a method of its own, such as
   *   {@link save}. Nothing was sent.
   * @throws {DeviceError | ResponseError | TransportError} if there is no 2xx.
   */
  async request(request: DeviceRequest): Promise<DeviceResponse> {
    const { session } = this.#dependencies;
    const response = await session.send(toRawRequest(this.version, request));
    return { ...response, text: new TextDecoder().decode(response.body) };
  }

  /** Releases the lock, if it is held, and closes the connections. */
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
    options: SubmitOptions,
  ): Promise<Operation> {
    const parameters = { action: operation, ...query };
    requireVersion(this.version, id, parameters);
    if (query.filename !== undefined) requireBackupName("filename", query.filename);
    const { signal, waitForIdleMs, onBusy, onSubmitting } = options;
    return submit(this.#dependencies, {
      operation,
      id,
      query: parameters,
      ...(signal && { signal }),
      ...(waitForIdleMs !== undefined && { waitForIdleMs }),
      ...(onBusy && { onBusy }),
      ...(onSubmitting && { onSubmitting }),
    });
  }
}
