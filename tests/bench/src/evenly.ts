/** Makes a source of numbers from 0 to 1 that are spread evenly, and the same from run to run. */
export function evenly(): () => number {
  let last = 0;
  return () => {
    // The golden ratio is the number that is hardest to come near to by a fraction.
    last = (last + (Math.sqrt(5) - 1) / 2) % 1;
    return last;
  };
}
