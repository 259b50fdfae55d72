/** A file of a bundle, as CommonJS. */
export interface Chunk {
  readonly fileName: string;
  readonly code: string;
}

/**
 * Puts all files of a bundle into one script: a function of `require`, of the script's file and of its
 * folder, that gives what the entry exports. Each file is evaluated when it is first asked for, as before;
 * but V8 reads one file, and keeps what it compiles of it in one.
 */
export function oneScript(chunks: readonly Chunk[], entry: string): string {
  const bodies = chunks.map(
    ({ fileName, code }) =>
      `${JSON.stringify(`./${fileName}`)}(exports,require,module,__filename,__dirname){${code}\n}`,
  );
  return `((ofNode,file,folder)=>{
const chunks={
${bodies.join(",\n")}
};
const modules={};
const load=(id)=>{
if(!Object.hasOwn(chunks,id))return ofNode(id);
if(modules[id])return modules[id].exports;
const module=modules[id]={exports:{}};
chunks[id](module.exports,load,module,file,folder);
return module.exports;
};
return load(${JSON.stringify(`./${entry}`)});
})
`;
}
