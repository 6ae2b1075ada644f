/** Steps of one run: job servers stop a run at a thousand. */
const MOST_STEPS = 400

/**
 * Writes what is ready, round after round, until nothing is; false when the run has grown long and another one has to
 * go on. `next` and `write` are a step each.
 */
export async function runRounds<W>(
  next: (round: number) => Promise<readonly W[]>,
  write: (one: W, round: number) => Promise<unknown>,
): Promise<boolean> {
  for (let round = 1, steps = 0; steps <= MOST_STEPS; round++) {
    const ready = await next(round)
    if (ready.length === 0) return true
    await Promise.all(ready.map((one) => write(one, round)))
    steps += 1 + ready.length
  }
  return false
}
