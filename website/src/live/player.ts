import { type ComputedRef, computed, type Ref, ref, shallowRef } from "vue";
import type { Play } from "./play.ts";
import { clientReport, naiveReport, type Report } from "./report.ts";
import type { SceneName } from "./scenes.ts";
import { formatTime, stepTimes, type VisibleEntry, visibleAt } from "./steps.ts";

/** Side at the current step. */
export interface ShownSide {
  readonly visible: readonly VisibleEntry[];
  readonly report: Report;
}

/** State and controls of the live page. */
export interface Player {
  readonly played: Readonly<Ref<Play | undefined>>;
  /** 0-based index of the current step. */
  readonly step: Ref<number>;
  readonly steps: ComputedRef<number>;
  readonly atMs: ComputedRef<number>;
  readonly naive: ComputedRef<ShownSide | undefined>;
  readonly client: ComputedRef<ShownSide | undefined>;
  /** Text of a step for screen readers. */
  readonly announcement: ComputedRef<string>;
  readonly isPlaying: Readonly<Ref<boolean>>;
  /** Starts a scenario from its beginning. */
  choose(name: SceneName, seed?: number): Promise<void>;
  go(to: number): void;
  /** Starts or pauses stepping automatically. */
  toggle(): void;
  stop(): void;
}

const pauseMs = 1_200;

/** Creates a player. */
export function createPlayer(play: (name: SceneName, seed?: number) => Promise<Play>): Player {
  const played = shallowRef<Play>();
  const step = ref(0);
  const isPlaying = ref(false);
  let timer: ReturnType<typeof setInterval> | undefined;
  let chosen = 0;

  const times = computed(() => (played.value ? stepTimes(played.value) : []));
  const atMs = computed(() => times.value[step.value] ?? 0);
  const naive = computed(() => {
    if (!played.value) return undefined;
    const { naive: side } = played.value;
    const visible = visibleAt(side.entries, atMs.value);
    return { visible, report: naiveReport(side, atMs.value) };
  });
  const client = computed(() => {
    if (!played.value) return undefined;
    const { client: side } = played.value;
    const visible = visibleAt(side.entries, atMs.value);
    return { visible, report: clientReport(side, atMs.value, visible) };
  });
  const announcement = computed(() => {
    if (!naive.value || !client.value) return "";
    const at = `Step ${step.value + 1} of ${times.value.length}, at ${formatTime(atMs.value)}.`;
    return `${at} Naive poller: ${announce(naive.value)} asyncstatus: ${announce(client.value)}`;
  });

  const stop = () => {
    clearInterval(timer);
    isPlaying.value = false;
  };
  const go = (to: number) => {
    step.value = Math.max(0, Math.min(times.value.length - 1, to));
  };
  return {
    played,
    step,
    steps: computed(() => times.value.length),
    atMs,
    naive,
    client,
    announcement,
    isPlaying,
    async choose(name, seed) {
      stop();
      chosen += 1;
      const request = chosen;
      const next = await play(name, seed);
      // Another scenario was chosen meanwhile.
      if (request !== chosen) return;
      played.value = next;
      step.value = 0;
    },
    go(to) {
      stop();
      go(to);
    },
    toggle() {
      if (isPlaying.value) return stop();
      if (step.value >= times.value.length - 1) step.value = 0;
      isPlaying.value = true;
      timer = setInterval(() => {
        go(step.value + 1);
        if (step.value >= times.value.length - 1) stop();
      }, pauseMs);
    },
    stop,
  };
}

function announce({ visible, report }: ShownSide): string {
  const added = visible
    .filter(({ isNew }) => isNew)
    .reverse()
    .map((entry) =>
      entry.kind === "exchange" ? `${entry.exchange.path}: ${entry.summary}.` : `${entry.text}.`,
    );
  const { text, isFinal, errors } = report;
  return [...added, text, ...(isFinal && errors.length > 0 ? ["This is wrong."] : [])].join(" ");
}
