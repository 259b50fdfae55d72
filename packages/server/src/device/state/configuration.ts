import type { ConfigVersions } from "@asyncstatus/model";
import type { Assumptions } from "../assumptions.ts";
import { editElements } from "../elements/edit-elements.ts";
import type { ElementsEdit, StoredElement } from "../elements/element.ts";
import { findDanglingReferences } from "../elements/find-dangling-references.ts";
import { initialElements } from "../elements/initial-elements.ts";
import type { AsyncRequest } from "./slot.ts";

/** The content of a configuration, in addition to its elements. */
export interface Content {
  /** A short text that stands for the content that is not modeled as elements. */
  readonly text: string;
  /** The error that a verify reports. Defaults to none. */
  readonly fault?: string;
}

/** An edit of a configuration. */
export interface Edit extends Partial<Content>, ElementsEdit {}

/** An edit whose text is decided. */
type NamedEdit = Edit & Pick<Content, "text">;

/** The name of a configuration. */
export type ConfigurationName = "editing" | "saved" | "running";

/** A content with its elements. It differs from another one with the same text. */
interface Revision extends Content {
  readonly revision: number;
  readonly elements: readonly StoredElement[];
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
  /** The running and saved configuration. Defaults to the text "initial", with some elements. */
  readonly running?: Edit;
  /** Changes that were saved after that but not activated. */
  readonly saved?: Edit;
  /** Changes that were made after that but not saved. */
  readonly edited?: Edit;
}

const initial: Revision = { revision: 1, text: "initial", elements: initialElements };

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

  constructor(assumptions: Assumptions, initialContents: InitialContents = {}) {
    const { running, saved, edited: unsaved } = initialContents;
    this.#assumptions = assumptions;
    const content = edited({ ...initial, revision: 0 }, { text: initial.text, ...running });
    this.#set({ editing: content, saved: content, running: content });
    if (saved) {
      this.edit(saved);
      this.#save();
    }
    if (unsaved) this.edit(unsaved);
  }

  /** The versions of the saved and running configurations, as they are shown. */
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

  /**
   * Edits the editing configuration. The new content differs from all others, even with the same text. An
   * edit without elements describes the system by its text.
   *
   * @throws {Refusal} `invalid-element`, `element-exists`, `no-such-element`
   */
  edit(edit: Edit): void {
    const { editing, lastRevision } = this.state;
    const { text = `change ${lastRevision}` } = edit;
    const next = edited(
      { ...editing, revision: lastRevision },
      this.#withDescription({ ...edit, text }),
    );
    this.#set({ lastRevision: next.revision, editing: next });
  }

  /** Makes an edit without elements visible: the system gets its text as description. */
  #withDescription(edit: NamedEdit): NamedEdit {
    const { elements } = this.state.editing;
    const hasElements =
      edit.add !== undefined || edit.change !== undefined || edit.delete !== undefined;
    if (hasElements || !elements.some(({ type }) => type === "system-config")) return edit;
    const change = [{ type: "system-config", attributes: { description: edit.text } }];
    return { ...edit, change };
  }

  /** Drops the unsaved edits. */
  discardEdits(): void {
    this.#set({ editing: this.state.saved });
  }

  elements(of: ConfigurationName): readonly StoredElement[] {
    return this.state[of].elements;
  }

  /** Replaces the elements of the editing configuration, unless they are the same. */
  setElements(elements: readonly StoredElement[]): void {
    const { editing, lastRevision } = this.state;
    if (JSON.stringify(elements) === JSON.stringify(editing.elements)) return;
    const revision = lastRevision + 1;
    this.#set({ lastRevision: revision, editing: { ...editing, revision, elements } });
  }

  /** Loads the configurations after a reboot. */
  reload(): void {
    const { configurationAfterReboot, unsavedAfterReboot } = this.#assumptions;
    const { shownVersions: _, ...state } = this.state;
    this.state = state;
    if (unsavedAfterReboot === "lost") this.discardEdits();
    if (configurationAfterReboot === "saved") this.#activate();
  }

  /** Executes a request. Returns the reason if it fails. */
  execute(request: AsyncRequest): string | undefined {
    switch (request.operation) {
      case "verify":
        return faultOf(this.state.editing);
      case "save":
        this.#save();
        return undefined;
      case "activate": {
        const { activateWithFault } = this.#assumptions;
        const fault = activateWithFault === "fails" ? faultOf(this.state.saved) : undefined;
        if (fault === undefined) this.#activate();
        return fault;
      }
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
    const name = backupName(filename);
    return this.state.backups.find((backup) => backup.filename === name)?.content;
  }

  #backUp(content: Revision, filename: string): string | undefined {
    if (this.#backup(filename)) return "The backup file exists already.";
    this.#set({ backups: [...this.state.backups, { filename: backupName(filename), content }] });
    return undefined;
  }
}

function edited({ elements, revision }: Revision, { text, fault, ...edit }: NamedEdit): Revision {
  return {
    revision: revision + 1,
    text,
    ...(fault !== undefined && { fault }),
    elements: editElements(elements, edit),
  };
}

/** The reason why a verify fails. */
function faultOf({ fault, elements }: Revision): string | undefined {
  if (fault !== undefined) return fault;
  const references = findDanglingReferences(elements);
  return references.length === 0 ? undefined : `${references.join("; ")}.`;
}

/** The name of a backup file: the device adds the suffix. */
function backupName(filename: string): string {
  return filename.endsWith(".gz") ? filename : `${filename}.gz`;
}

function contentOf({ text, fault }: Revision): Content {
  return { text, ...(fault !== undefined && { fault }) };
}
