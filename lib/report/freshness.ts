/** One source of figures: until when it is complete, and what is wrong with it. */
export type SourceState = {
  platform: string
  accountName: string
  dataUntil: Date | null
  error: string | null
  errorAt: Date | null
  needsReconnect: boolean
}

export type Freshness = {
  /** Earliest of the sources' "complete until": what a total over them can claim. */
  until: Date | null
  state: 'fresh' | 'stale' | 'missing' | 'none'
  behind: SourceState[]
}

const STALE_MS = 6 * 3_600_000

/** Older than six hours is stale; a source that never delivered is missing; no source at all is none. */
export function freshness(sources: readonly SourceState[], now: Date): Freshness {
  if (sources.length === 0) return { until: null, state: 'none', behind: [] }
  const behind = sources.filter(
    (s) => s.needsReconnect || s.dataUntil === null || now.getTime() - s.dataUntil.getTime() > STALE_MS,
  )
  const known = sources.flatMap((s) => (s.dataUntil ? [s.dataUntil.getTime()] : []))
  const until = known.length > 0 ? new Date(Math.min(...known)) : null
  const state = until === null ? 'missing' : behind.length > 0 ? 'stale' : 'fresh'
  return { until, state, behind }
}
