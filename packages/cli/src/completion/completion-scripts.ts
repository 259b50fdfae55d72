/** Shells with completion. */
export const shells = ["bash", "zsh", "fish"] as const;

/** A shell with completion. */
export type Shell = (typeof shells)[number];

/** Scripts that ask the program for completions and fall back to file names. */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# source <(asyncstatus completion bash)
_asyncstatus() {
  local words
  words=$(asyncstatus __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _asyncstatus asyncstatus
`,
  zsh: `#compdef asyncstatus
# source <(asyncstatus completion zsh)
_asyncstatus() {
  local -a found
  found=("\${(@f)$(asyncstatus __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $found || _files
}
compdef _asyncstatus asyncstatus
`,
  fish: `# asyncstatus completion fish | source
function __asyncstatus_complete
  set -l words (commandline -opc) (commandline -ct)
  asyncstatus __complete $words[2..] 2>/dev/null
end
complete -c asyncstatus -a "(__asyncstatus_complete)"
`,
};
