import type { ConfigVersions } from "@asyncstatus/model";
import type { Assumptions } from "../assumptions.ts";
import type { AsyncRequest } from "../async-request.ts";
import type { InitialState } from "../initial-state.ts";

/** What is configured. */
export interface Content {
  /** In a few words, so that one can see which content has got where. */
  readonly text: string;
  /** What a verify finds wrong with it; nothing where it is absent. */
  readonly fault?: string;
}

/** A content that can be told from another with the same words. */
interface Revision extends Content {
  readonly revision: number;
}

/** The configurations as plain data. */
export interface ConfigurationState {
  readonly lastRevision: number;
  readonly editing: Revision;
  readonly saved: Revision;
  readonly running: Revision;
  readonly versions: ConfigVersions;
  readonly backups: readonly { readonly filename: string; readonly content: Revision }[];
}

/** What is configured where. */
export interface Configurations {
  readonly editing: Content;
  readonly saved: Content;
  readonly running: Content;
  readonly backups: Readonly<Record<string, Content>>;
}

const initial: Revision = { revision: 1, text: "initial" };

/**
 * The three configurations of the device: the one that is edited, the one that was saved, and the
 * one that runs; and the backup files.
 */
export class Configuration {
  readonly #assumptions: Assumptions;
  /** Replaced as a whole by whatever changes it. */
  state: ConfigurationState = {
    lastRevision: 1,
    editing: initial,
    saved: initial,
    running: initial,
    versions: { currentVersion: 1, runningVersion: 1 },
    backups: [],
  };

  constructor(assumptions: Assumptions) {
    this.#assumptions = assumptions;
  }

  /** Begins with what runs, what was saved after that, and what was edited after that. */
  begin({ running, saved, edited }: Pick<InitialState, "running" | "saved" | "edited">): void {
    const content = { ...initial, ...running };
    this.#set({ editing: content, saved: content, running: content });
    if (saved) {
      this.edit(saved);
      this.#save();
    }
    if (edited) this.edit(edited);
  }

  /** Which saved and which running configuration there is. */
  get versions(): ConfigVersions {
    return this.state.versions;
  }

  /** What is configured where. */
  get contents(): Configurations {
    const { editing, saved, running, backups } = this.state;
    return {
      editing: contentOf(editing),
      saved: contentOf(saved),
      running: contentOf(running),
      // Not an assignment: a file may be named __proto__.
      backups: Object.fromEntries(
        backups.map(({ filename, content }) => [filename, contentOf(content)]),
      ),
    };
  }

  /** Changes the configuration that is edited: it then differs, whatever its words. */
  edit({ text, fault }: Partial<Content>): void {
    const revision = this.state.lastRevision + 1;
    const content = {
      text: text ?? `change ${revision - 1}`,
      ...(fault !== undefined && { fault }),
    };
    this.#set({ lastRevision: revision, editing: { revision, ...content } });
  }

  /** What a system comes up with. */
  reload(): void {
    const { configurationAfterReboot, unsavedAfterReboot } = this.#assumptions;
    if (unsavedAfterReboot === "lost") this.#set({ editing: this.state.saved });
    if (configurationAfterReboot === "saved") this.#activate();
  }

  /** Does what was asked for, or says why that is impossible. */
  carryOut(request: AsyncRequest): string | undefined {
    switch (request.operation) {
      case "verify":
        return this.state.editing.fault;
      case "save":
        this.#save();
        return undefined;
      case "activate":
        if (this.#assumptions.activateWithFault === "fails" && this.state.saved.fault !== undefined)
          return this.state.saved.fault;
        this.#activate();
        return undefined;
      case "restore":
        return this.#restore(
          request.restoreSource === "backupFile"
            ? this.#backup(request.filename)
            : this.state[request.restoreSource],
        );
      case "backup":
        return this.#backUp(this.state[request.backupSource], request.filename);
    }
  }

  #set(changed: Partial<ConfigurationState>): void {
    this.state = { ...this.state, ...changed };
  }

  #save(): void {
    const { editing, saved, versions } = this.state;
    const moves =
      editing.revision !== saved.revision || this.#assumptions.saveWithoutChange === "movesVersion";
    const currentVersion = versions.currentVersion + (moves ? 1 : 0);
    this.#set({ saved: editing, versions: { ...versions, currentVersion } });
  }

  #activate(): void {
    const { currentVersion } = this.state.versions;
    const versions = { currentVersion, runningVersion: currentVersion };
    this.#set({ running: this.state.saved, versions });
  }

  #restore(source: Revision | undefined): string | undefined {
    if (!source) return "The backup file does not exist.";
    this.#set({ editing: source });
    if (this.#assumptions.restoreGoesTo === "saved") this.#save();
    return undefined;
  }

  #backup(filename: string): Revision | undefined {
    return this.state.backups.find((backup) => backup.filename === filename)?.content;
  }

  #backUp(content: Revision, filename: string): string | undefined {
    if (this.#backup(filename)) return "The backup file exists already.";
    this.#set({ backups: [...this.state.backups, { filename, content }] });
    return undefined;
  }
}

function contentOf({ text, fault }: Revision): Content {
  return { text, ...(fault !== undefined && { fault }) };
}
