import type { ScenarioName } from "@asyncstatus/server/in-memory";
import { type ComputedRef, computed, type Ref, ref, shallowRef } from "vue";
import { momentsOf, type SeenEntry, seenAt, timeWords } from "./moments.ts";
import type { Play } from "./play.ts";
import { naiveStatement, oursStatement, type Statement } from "./statement.ts";

/** A side at the moment that is shown. */
export interface ShownSide {
  readonly seen: readonly SeenEntry[];
  readonly statement: Statement;
}

/** What the page shows, and what its reader can do. */
export interface Player {
  readonly played: Readonly<Ref<Play | undefined>>;
  /** The place among the moments, from 0. */
  readonly step: Ref<number>;
  readonly steps: ComputedRef<number>;
  readonly atMs: ComputedRef<number>;
  readonly naive: ComputedRef<ShownSide | undefined>;
  readonly ours: ComputedRef<ShownSide | undefined>;
  /** What somebody who does not see it is told after a step. */
  readonly told: ComputedRef<string>;
  readonly isPlaying: Readonly<Ref<boolean>>;
  /** Plays another scenario, or the same by other dice, from its beginning. */
  choose(name: ScenarioName, seed?: number): Promise<void>;
  go(to: number): void;
  /** Steps on by itself, until the end or until it is called again. */
  toggle(): void;
  stop(): void;
}

const pauseMs = 1_200;

/**
 * Makes a player.
 *
 * @param play Plays a scenario, in no time.
 */
export function createPlayer(play: (name: ScenarioName, seed?: number) => Promise<Play>): Player {
  const played = shallowRef<Play>();
  const step = ref(0);
  const isPlaying = ref(false);
  let timer: ReturnType<typeof setInterval> | undefined;
  let chosen = 0;

  const moments = computed(() => (played.value ? momentsOf(played.value) : []));
  const atMs = computed(() => moments.value[step.value] ?? 0);
  const naive = computed(() => {
    if (!played.value) return undefined;
    const { naive: side } = played.value;
    const seen = seenAt(side.entries, atMs.value);
    return { seen, statement: naiveStatement(side, atMs.value) };
  });
  const ours = computed(() => {
    if (!played.value) return undefined;
    const { ours: side } = played.value;
    const seen = seenAt(side.entries, atMs.value);
    return { seen, statement: oursStatement(side, atMs.value, seen) };
  });
  const told = computed(() => {
    if (!naive.value || !ours.value) return "";
    const at = `Step ${step.value + 1} of ${moments.value.length}, at ${timeWords(atMs.value)}.`;
    return `${at} Naive poller: ${sideTold(naive.value)} asyncstatus: ${sideTold(ours.value)}`;
  });

  const stop = () => {
    clearInterval(timer);
    isPlaying.value = false;
  };
  const go = (to: number) => {
    step.value = Math.max(0, Math.min(moments.value.length - 1, to));
  };
  return {
    played,
    step,
    steps: computed(() => moments.value.length),
    atMs,
    naive,
    ours,
    told,
    isPlaying,
    async choose(name, seed) {
      stop();
      chosen += 1;
      const mine = chosen;
      const next = await play(name, seed);
      // Whoever has chosen another meanwhile is to see that one.
      if (mine !== chosen) return;
      played.value = next;
      step.value = 0;
    },
    go(to) {
      stop();
      go(to);
    },
    toggle() {
      if (isPlaying.value) return stop();
      if (step.value >= moments.value.length - 1) step.value = 0;
      isPlaying.value = true;
      timer = setInterval(() => {
        go(step.value + 1);
        if (step.value >= moments.value.length - 1) stop();
      }, pauseMs);
    },
    stop,
  };
}

function sideTold({ seen, statement }: ShownSide): string {
  const news = seen
    .filter(({ isNew }) => isNew)
    .reverse()
    .map((entry) =>
      entry.kind === "exchange" ? `${entry.exchange.path}: ${entry.summary}.` : `${entry.text}.`,
    );
  const { says, isFinal, faults } = statement;
  return [...news, says, ...(isFinal && faults.length > 0 ? ["This is wrong."] : [])].join(" ");
}
