/** Sample of a value over time. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** Returns the slope of the least-squares line through the samples. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [at, value] = [mean((sample) => sample.at), mean((sample) => sample.value)];
  const covariance = mean((sample) => (sample.at - at) * (sample.value - value));
  const variance = mean((sample) => (sample.at - at) ** 2);
  return variance === 0 ? 0 : covariance / variance;
}
