import { mutantKinds } from "./mutant.ts";
import { isCaught, type Trial } from "./try-mutants.ts";

const judges = ["HTTP", "XSD", "JSON Schema"] as const;

/** How many mutants of each kind there were, and who caught them. */
export function tableOf(trials: readonly Trial[]): string {
  const rows = [...mutantKinds, "all"].map((kind) => {
    const ofKind = trials.filter((trial) => kind === "all" || trial.kind === kind);
    const caught = ofKind.filter(({ judgement }) => isCaught(judgement)).length;
    return [
      kind,
      ofKind.length,
      ofKind.filter(({ judgement }) => judgement.byPact).length,
      ...judges.map((judge) => ofKind.filter((trial) => caughtBy(trial, judge)).length),
      caught,
      ofKind.length - caught,
    ];
  });
  return [["mutant", "tried", "Pact", ...judges, "caught", "survived"], ...rows]
    .map(([first = "", ...rest]) =>
      [`${first}`.padEnd(18), ...rest.map((cell) => `${cell}`.padStart(11))].join(""),
    )
    .join("\n");
}

function caughtBy({ judgement }: Trial, name: (typeof judges)[number]): boolean {
  return judgement.verdicts.some(({ judge }) => judge === name);
}
