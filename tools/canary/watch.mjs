// Loaded into every process of a test run, by NODE_OPTIONS=--import: it notes in the file CANARY_REPORT where a
// process writes a secret, to a file or to what it shows, or starts another one with a secret in its arguments,
// which everybody on the computer can read.

import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { basename } from "node:path";
import { Writable } from "node:stream";
import { secretIn } from "./secrets.mjs";

const report = process.env.CANARY_REPORT;
const append = fs.appendFileSync;
let isNoting = false;
/** Whether a file is being written, by whatever Node.js itself calls for that. */
let isWriting = false;

function note(channel, where, data) {
  if (isNoting) return;
  const text = typeof data === "string" ? data : bytesAsText(data);
  const found = text === undefined ? undefined : secretIn(text);
  if (!found || (channel === "file" && isMeant(where, text, found.what))) return;
  isNoting = true;
  const stack = new Error("").stack?.split("\n").slice(3, 9) ?? [];
  const line = { channel, where: String(where), ...found, process: process.argv.slice(1), stack };
  append(report, `${JSON.stringify(line)}\n`);
  isNoting = false;
}

function bytesAsText(data) {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("latin1")
    : undefined;
}

/**
 * Whether it is the file that gives a program its password, a pact, which holds the tokens of the
 * specification's examples, or what vitest keeps of the tests' sources.
 */
function isMeant(path, text, what) {
  const name = basename(String(path));
  const isGiven = name === "password" && text.trimEnd().split("\n").length === 1;
  const isPact = what === "token" && (name === "pact.json" || String(path).includes("/pacts/"));
  return isGiven || isPact || String(path).includes("/node_modules/.vitest-cache/");
}

/** Has somebody look at what a function is given, before it does what it does. */
function before(owner, name, look, writes) {
  const original = owner[name];
  if (typeof original !== "function") return;
  owner[name] = function (...given) {
    if (!writes) {
      look(given, this);
      return original.apply(this, given);
    }
    const isInner = isWriting;
    if (!isInner) look(given, this);
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
    for (const name of names)
      before(owner, name, ([path, data]) => note("file", path, data), "file");
  }
  // Files, terminals and whatever stands in for one; what goes over a connection is for who is there.
  for (const name of ["write", "end"]) {
    before(Writable.prototype, name, ([data], stream) => {
      if (!(stream instanceof Socket)) note("shown", stream.path ?? stream.constructor.name, data);
    });
  }
  for (const name of ["stdout", "stderr"]) {
    if (process[name] instanceof Socket || !(process[name] instanceof Writable)) {
      before(process[name], "write", ([data]) => note("shown", name, data));
    }
  }
  before(childProcess.ChildProcess.prototype, "spawn", ([{ file, args = [] }]) =>
    note("process list", file, args.join(" ")),
  );
  for (const name of ["spawnSync", "execFileSync", "execSync"]) {
    before(childProcess, name, ([file, args]) =>
      note("process list", file, [file, ...(Array.isArray(args) ? args : [])].join(" ")),
    );
  }
  syncBuiltinESMExports();
}
