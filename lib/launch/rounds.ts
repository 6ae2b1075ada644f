/** Steps of one run: job servers stop a run at a thousand. */
const MOST_STEPS = 400

/**
 * Writes what is ready, round after round, until nothing is; false when the run has grown long and another one has to
 * go on. `next` and `write` are a step each.
 */
export async function runRounds<W>(
  next: (round: number) => Promise<readonly W[]>,
  write: (one: W, round: number) => Promise<unknown>,
  most = MOST_STEPS,
): Promise<boolean> {
  for (let round = 1, steps = 0; steps <= most; round++) {
    const ready = await next(round)
    if (ready.length === 0) return true
    await Promise.all(ready.map((one) => write(one, round)))
    steps += 1 + ready.length
  }
  return false
}

/** Rounds of several accounts side by side, none waiting for another; together they stay within one run. */
export async function runChains<W>(
  accounts: readonly string[],
  next: (account: string, round: number) => Promise<readonly W[]>,
  write: (one: W, round: number) => Promise<unknown>,
): Promise<boolean> {
  const most = Math.floor(MOST_STEPS / Math.max(1, accounts.length))
  const over = await Promise.all(accounts.map((account) => runRounds((round) => next(account, round), write, most)))
  return over.every(Boolean)
}
