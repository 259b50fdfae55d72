import { isUtf8 } from "node:buffer";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { getSystemErrorMessage } from "node:util";
import { shellWord } from "@asyncstatus/model/text";
import { UsageError } from "./usage-error.ts";

interface FileKind {
  readonly maxBytes: number;
  /** True if other users must not read it. */
  readonly isSecret?: boolean;
  /** True if it decides nothing about passwords and devices. */
  readonly fromAnyone?: boolean;
}

const fileKinds = {
  settings: { maxBytes: 256 * 1024 },
  pins: { maxBytes: 1024 * 1024 },
  certificates: { maxBytes: 1024 * 1024 },
  password: { maxBytes: 64 * 1024, isSecret: true },
  resume: { maxBytes: 4 * 1024 * 1024 },
  data: { maxBytes: 4 * 1024 * 1024 },
  note: { maxBytes: 1024 },
  scenario: { maxBytes: 256 * 1024, fromAnyone: true },
} as const satisfies Record<string, FileKind>;

/** A file that passed the checks. */
export interface CheckedFile {
  readonly text: string;
  /** Set if the file's group can read a secret, as in a volume of Kubernetes. */
  readonly warning?: string;
}

const user = process.getuid?.();
const maxLinks = 40;

/**
 * Reads a file that only the user or root can have written.
 *
 * Refuses anything but a regular file, so that no read blocks. On Windows, owner and mode aren't checked.
 *
 * @param reader The user's ID. Undefined on Windows.
 * @returns undefined if the file doesn't exist.
 * @throws {UsageError} If the file is refused or can't be read. The message doesn't quote its content.
 */
export function readCheckedFile(
  file: string,
  kind: keyof typeof fileKinds,
  reader: number | undefined = user,
): CheckedFile | undefined {
  const { maxBytes, isSecret = false, fromAnyone = false }: FileKind = fileKinds[kind];
  const owner = fromAnyone ? undefined : reader;
  return unlessMissing(file, () => {
    // Opening a pipe or a device can block.
    requireRegular(statSync(file), file);
    const path = owner === undefined ? file : followLinks(file, owner);
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    const opened = openSync(path, O_RDONLY | O_NONBLOCK | (owner === undefined ? 0 : O_NOFOLLOW));
    try {
      const stats = fstatSync(opened);
      requireRegular(stats, file);
      const warning = owner === undefined ? undefined : checkAccess(file, stats, owner, isSecret);
      const text = readBounded(opened, file, maxBytes);
      return { text, ...(warning !== undefined && { warning }) };
    } finally {
      closeSync(opened);
    }
  });
}

/**
 * Checks a file that another program opens, if it exists: a regular one that only the user or root can have
 * written.
 *
 * @throws {UsageError} If the file is refused.
 */
export function checkFile(file: string, reader: number | undefined = user): void {
  unlessMissing(file, () => {
    const stats = statSync(file);
    requireRegular(stats, file);
    if (reader === undefined) return;
    followLinks(file, reader);
    checkAccess(file, stats, reader, false);
  });
}

/** Returns undefined if the file doesn't exist. @throws {UsageError} For other errors of the system. */
function unlessMissing<Result>(file: string, work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || !("errno" in error && "code" in error)) throw error;
    if (error.code === "ENOENT") return undefined;
    throw new UsageError(`${file}: can't be read: ${getSystemErrorMessage(Number(error.errno))}`);
  }
}

/**
 * Checks that only the owner and root can change a file, and that not every user can read a secret.
 *
 * @returns A warning if the file's group can read a secret.
 * @throws {UsageError} If the file is refused.
 */
export function checkAccess(
  file: string,
  { uid, mode }: Pick<Stats, "uid" | "mode">,
  reader: number,
  isSecret: boolean,
): string | undefined {
  const word = shellWord(file);
  requireOwner(file, uid, reader);
  if (mode & 0o022) {
    throw new UsageError(`other users can change ${file}`, `Run: chmod go-w ${word}`);
  }
  if (!isSecret) return undefined;
  if (mode & 0o004) {
    throw new UsageError(`every user can read ${file}`, `Run: chmod 600 ${word}`);
  }
  return mode & 0o040 ? `the group of ${file} can read it` : undefined;
}

function requireOwner(file: string, uid: number, reader: number): void {
  if (uid === reader || uid === 0) return;
  throw new UsageError(
    `${file} belongs to another user (UID ${uid})`,
    `If you trust its content, run: chown -h ${reader} ${shellWord(file)}`,
  );
}

function requireRegular(stats: Stats, file: string): void {
  if (!stats.isFile()) throw new UsageError(`${file}: not a regular file`);
}

/** Resolves the links in a path. @throws {UsageError} If another user made one of them. */
function followLinks(file: string, reader: number): string {
  let path = resolve(file);
  for (let links = 0; links < maxLinks; links += 1) {
    const link = firstLink(path);
    if (link === undefined) return path;
    requireOwner(link, lstatSync(link).uid, reader);
    path = resolve(dirname(link), readlinkSync(link), relative(link, path));
  }
  throw new UsageError(`${file}: too many links`);
}

function firstLink(path: string): string | undefined {
  const parts = path.split(sep);
  return parts
    .map((_, index) => parts.slice(0, index + 1).join(sep))
    .find((prefix) => prefix !== "" && lstatSync(prefix).isSymbolicLink());
}

/** @throws {UsageError} If a line isn't UTF-8. */
function decodeUtf8(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, "latin1"))) + 1;
  throw new UsageError(`${file}:${line}: not valid UTF-8`, "Save the file as UTF-8.");
}

function readBounded(opened: number, file: string, maxBytes: number): string {
  // One byte more, because the file may grow.
  const bytes = Buffer.alloc(maxBytes + 1);
  let length = 0;
  while (length <= maxBytes) {
    const count = readSync(opened, bytes, length, bytes.length - length, null);
    if (count === 0) return decodeUtf8(bytes.subarray(0, length), file);
    length += count;
  }
  throw new UsageError(`${file}: larger than ${maxBytes / 1024} KB`);
}
