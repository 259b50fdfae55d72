import type { ConfigVersions } from "@asyncstatus/model";
import type { Assumptions } from "../assumptions.ts";
import type { AsyncRequest } from "./slot.ts";

/** The content of a configuration. */
export interface Content {
  /** A short text that stands for the content. */
  readonly text: string;
  /** The error that a verify reports. Defaults to none. */
  readonly fault?: string;
}

/** A content that differs from another one with the same text. */
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
  /** The versions that are shown instead, for a while after a request. */
  readonly shownVersions?: ConfigVersions;
  readonly backups: readonly { readonly filename: string; readonly content: Revision }[];
}

/** The end of a delay with which the versions are shown. */
export interface VersionsEvent {
  readonly kind: "versionsShow";
  readonly versions: ConfigVersions;
}

/** The contents of all configurations and backup files. */
export interface Configurations {
  readonly editing: Content;
  readonly saved: Content;
  readonly running: Content;
  readonly backups: Readonly<Record<string, Content>>;
}

/** The contents of the configurations when the device starts. */
export interface InitialContents {
  /** The running and saved configuration. Defaults to the text "initial". */
  readonly running?: Partial<Content>;
  /** Saved after that, and not activated. */
  readonly saved?: Partial<Content>;
  /** Edited after that, and not saved. */
  readonly edited?: Partial<Content>;
}

const initial: Revision = { revision: 1, text: "initial" };

/** The editing, saved and running configurations of the device, and its backup files. */
export class Configuration {
  readonly #assumptions: Assumptions;
  /** Replaced as a whole by each change. */
  state: ConfigurationState = {
    lastRevision: 1,
    editing: initial,
    saved: initial,
    running: initial,
    versions: { currentVersion: 1, runningVersion: 1 },
    backups: [],
  };

  constructor(assumptions: Assumptions, { running, saved, edited }: InitialContents = {}) {
    this.#assumptions = assumptions;
    const content = { ...initial, ...running };
    this.#set({ editing: content, saved: content, running: content });
    if (saved) {
      this.edit(saved);
      this.#save();
    }
    if (edited) this.edit(edited);
  }

  /** The versions of the saved and the running configuration, as they are shown. */
  get versions(): ConfigVersions {
    return this.state.shownVersions ?? this.state.versions;
  }

  /** Shows versions that may be older than the actual ones. */
  showVersions(shownVersions: ConfigVersions): void {
    this.#set({ shownVersions });
  }

  get contents(): Configurations {
    const { editing, saved, running, backups } = this.state;
    return {
      editing: contentOf(editing),
      saved: contentOf(saved),
      running: contentOf(running),
      // fromEntries, not assignments: a file may be named __proto__.
      backups: Object.fromEntries(
        backups.map(({ filename, content }) => [filename, contentOf(content)]),
      ),
    };
  }

  /** Replaces the editing configuration. The new content differs from all others, even with the same text. */
  edit({ text, fault }: Partial<Content>): void {
    const revision = this.state.lastRevision + 1;
    const content = {
      text: text ?? `change ${revision - 1}`,
      ...(fault !== undefined && { fault }),
    };
    this.#set({ lastRevision: revision, editing: { revision, ...content } });
  }

  /** Loads the configurations after a reboot. */
  reload(): void {
    const { configurationAfterReboot, unsavedAfterReboot } = this.#assumptions;
    const { shownVersions: _, ...state } = this.state;
    this.state = state;
    if (unsavedAfterReboot === "lost") this.#set({ editing: this.state.saved });
    if (configurationAfterReboot === "saved") this.#activate();
  }

  /** Executes a request. Returns the reason if it fails. */
  execute(request: AsyncRequest): string | undefined {
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
