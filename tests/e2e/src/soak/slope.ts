/** One look at something that grows or not. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** By how much the value grows from one unit of `at` to the next: the line with the least squares. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [at, value] = [mean((sample) => sample.at), mean((sample) => sample.value)];
  const over = mean((sample) => (sample.at - at) * (sample.value - value));
  const under = mean((sample) => (sample.at - at) ** 2);
  return under === 0 ? 0 : over / under;
}
