import type { ConfigVersions } from "@asyncstatus/model";
import type { Assumptions } from "./assumptions.ts";
import type { AsyncRequest } from "./async-request.ts";

/** What a configuration says does not matter here, only which one it is. */
interface Content {
  /** What a verify finds wrong with it. */
  readonly fault: string | undefined;
}

/**
 * The three configurations of the device: the one that is edited, the one that was saved, and the
 * one that runs.
 */
export class Configuration {
  readonly #assumptions: Assumptions;
  readonly #backups = new Map<string, Content>();
  #running: Content = { fault: undefined };
  #saved: Content = this.#running;
  #editing: Content = this.#running;
  #currentVersion = 1;
  #runningVersion = 1;

  constructor(assumptions: Assumptions) {
    this.#assumptions = assumptions;
  }

  /** Which saved and which running configuration there is. */
  get versions(): ConfigVersions {
    return { currentVersion: this.#currentVersion, runningVersion: this.#runningVersion };
  }

  /** Changes the configuration that is edited. */
  edit(fault: string | undefined): void {
    this.#editing = { fault };
  }

  /** Drops what was not saved. */
  reload(): void {
    this.#editing = this.#saved;
  }

  /** Does what was asked for, or says why that is impossible. */
  carryOut(request: AsyncRequest): string | undefined {
    switch (request.operation) {
      case "verify":
        return this.#editing.fault;
      case "save":
        return this.#save();
      case "activate":
        this.#running = this.#saved;
        this.#runningVersion = this.#currentVersion;
        return undefined;
      case "restore":
        return this.#restore(
          request.restoreSource === "backupFile"
            ? this.#backups.get(request.filename)
            : this.#contentOf(request.restoreSource),
        );
      case "backup":
        return this.#backUp(this.#contentOf(request.backupSource), request.filename);
    }
  }

  #contentOf(source: "running" | "saved" | "editing"): Content {
    switch (source) {
      case "running":
        return this.#running;
      case "saved":
        return this.#saved;
      case "editing":
        return this.#editing;
    }
  }

  #save(): undefined {
    const changed = this.#editing !== this.#saved;
    if (changed || this.#assumptions.saveWithoutChange === "movesVersion")
      this.#currentVersion += 1;
    this.#saved = this.#editing;
  }

  /** Restores to the configuration that is edited (assumed): to take effect it is saved and activated. */
  #restore(source: Content | undefined): string | undefined {
    if (!source) return "The backup file does not exist.";
    this.#editing = source;
    return undefined;
  }

  #backUp(source: Content, filename: string): string | undefined {
    if (this.#backups.has(filename)) return "The backup file exists already.";
    this.#backups.set(filename, source);
    return undefined;
  }
}
