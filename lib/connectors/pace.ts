/** Use of a platform's rate limit in percent, at which calls begin to slow down, and the longest pause before one. */
const SLOW_FROM = 75
const LONGEST_MS = 5_000
/** After this long without news the platform is taken to have recovered. */
const FORGET_MS = 60_000

export type Pace = {
  note(key: string, percent: number | undefined, nowMs: number): void
  pauseMs(key: string, nowMs: number): number
}

/** Remembers how used up each account's limit is: at 75% the pause is short, at 100% it is five seconds. */
export function createPace(): Pace {
  const seen = new Map<string, { percent: number; at: number }>()
  return {
    note(key, percent, nowMs) {
      if (percent === undefined) return
      if (percent < SLOW_FROM) seen.delete(key)
      else seen.set(key, { percent, at: nowMs })
    },
    pauseMs(key, nowMs) {
      const last = seen.get(key)
      if (!last || nowMs - last.at > FORGET_MS) return 0
      const share = Math.min(1, (last.percent - SLOW_FROM + 1) / (100 - SLOW_FROM + 1))
      return Math.round(LONGEST_MS * share)
    },
  }
}
