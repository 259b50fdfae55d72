import type { PactInteraction } from "../pacts/pact.ts";

/**
 * One interaction for each answer that a contract has. Whether it is the lock or the status that is
 * refused with the same words is the same to a judge of answers.
 */
export function representatives(interactions: readonly PactInteraction[]): PactInteraction[] {
  const byAnswer = new Map<string, PactInteraction>();
  for (const interaction of interactions) {
    const { status, body, matchingRules } = interaction.response;
    const answer = JSON.stringify([status, body?.content, matchingRules]);
    if (!byAnswer.has(answer)) byAnswer.set(answer, interaction);
  }
  return [...byAnswer.values()];
}
