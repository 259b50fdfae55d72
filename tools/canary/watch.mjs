// Loaded into every process of a command by NODE_OPTIONS=--import. It records in the file CANARY_REPORT
// where a process writes a secret to a file or to its output, or starts a process with a secret in its
// arguments, which every user of the machine can read.

import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { basename } from "node:path";
import { Writable } from "node:stream";
import { secretIn } from "./secrets.mjs";

const report = process.env.CANARY_REPORT;
const append = fs.appendFileSync;
let isRecording = false;
/** True inside a write, in which Node.js calls other functions of `fs`. */
let isWriting = false;

function record(channel, where, data) {
  if (isRecording) return;
  const text = typeof data === "string" ? data : bytesAsText(data);
  const found = text === undefined ? undefined : secretIn(text);
  if (!found || (channel === "file" && isExpected(where, text, found.what))) return;
  isRecording = true;
  const stack = new Error("").stack?.split("\n").slice(3, 9) ?? [];
  const line = { channel, where: String(where), ...found, process: process.argv.slice(1), stack };
  append(report, `${JSON.stringify(line)}\n`);
  isRecording = false;
}

function bytesAsText(data) {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("latin1")
    : undefined;
}

/**
 * True for a file that gives a program its password, for a pact, which has the example tokens of the
 * specification, and for the sources that vitest caches.
 */
function isExpected(path, text, what) {
  const name = basename(String(path));
  const isGiven = name === "password" && text.trimEnd().split("\n").length === 1;
  const isPact = what === "token" && (name === "pact.json" || String(path).includes("/pacts/"));
  return isGiven || isPact || String(path).includes("/node_modules/.vitest-cache/");
}

/** Wraps a function with a check of its arguments. */
function wrap(owner, name, check, isWrite) {
  const original = owner[name];
  if (typeof original !== "function") return;
  owner[name] = function (...given) {
    if (!isWrite) {
      check(given, this);
      return original.apply(this, given);
    }
    const isInner = isWriting;
    if (!isInner) check(given, this);
    isWriting = true;
    try {
      return original.apply(this, given);
    } finally {
      isWriting = isInner;
    }
  };
}

if (report) {
  for (const [owner, names] of [
    [fs, ["writeFile", "writeFileSync", "appendFile", "appendFileSync", "writeSync"]],
    [fs.promises, ["writeFile", "appendFile"]],
  ]) {
    for (const name of names) wrap(owner, name, ([path, data]) => record("file", path, data), true);
  }
  // Streams to files and terminals. A socket carries secrets to the peer that needs them.
  for (const name of ["write", "end"]) {
    wrap(Writable.prototype, name, ([data], stream) => {
      if (!(stream instanceof Socket))
        record("shown", stream.path ?? stream.constructor.name, data);
    });
  }
  for (const name of ["stdout", "stderr"]) {
    if (process[name] instanceof Socket || !(process[name] instanceof Writable)) {
      wrap(process[name], "write", ([data]) => record("shown", name, data));
    }
  }
  wrap(childProcess.ChildProcess.prototype, "spawn", ([{ file, args = [] }]) =>
    record("process list", file, args.join(" ")),
  );
  for (const name of ["spawnSync", "execFileSync", "execSync"]) {
    wrap(childProcess, name, ([file, args]) =>
      record("process list", file, [file, ...(Array.isArray(args) ? args : [])].join(" ")),
    );
  }
  syncBuiltinESMExports();
}
