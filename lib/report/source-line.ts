import { time } from '@/lib/core/format'
import { platformName } from '@/lib/integration/schema'
import { FILLING_DAYS } from './late'
import type { SourceState } from './freshness'

export type SourceWriting = { now: Date; locale: string; timezone: string }

const HOUR = 3_600_000
const STALE_MS = 6 * HOUR

/** The clock time today, the day and time before that. Never relative: the line stands still while the page is open. */
function until(at: Date, { now, locale, timezone }: SourceWriting): string {
  return time(at, locale, timezone, { day: now.getTime() - at.getTime() > 18 * HOUR })
}

type Group = { platform: string; until: Date | null }

/** The platforms with the instant that all their accounts reach. */
function groups(sources: readonly SourceState[]): Group[] {
  const found = new Map<string, Date | null>()
  for (const { platform, dataUntil } of sources) {
    const known = found.get(platform)
    if (!found.has(platform)) found.set(platform, dataUntil)
    else if (known !== null && known !== undefined)
      found.set(platform, dataUntil && dataUntil < known ? dataUntil : known)
    if (dataUntil === null) found.set(platform, null)
  }
  return [...found].map(([platform, at]) => ({ platform, until: at }))
}

/** `Google to 14:00, Meta to 13:00, last 3 days still filling in`: where the figures are from and until when. */
export function sourceLine(sources: readonly SourceState[], writing: SourceWriting): string {
  if (sources.length === 0) return 'No ad account is connected yet'
  const parts = groups(sources).map(({ platform, until: at }) =>
    at ? `${platformName(platform)} to ${until(at, writing)}` : `${platformName(platform)} not yet`,
  )
  return `${parts.join(', ')}, last ${FILLING_DAYS} days still filling in`
}

export type Behind = {
  platform: string
  needsReconnect: boolean
  /** `Meta missing since 14:00` */ since: string
  why: string
}

/** Each platform that is behind: since when, and why. Its figures stay on the page. */
export function behindOf(sources: readonly SourceState[], writing: SourceWriting): Behind[] {
  return groups(sources).flatMap(({ platform, until: at }) => {
    const mine = sources.filter((source) => source.platform === platform)
    const needsReconnect = mine.some((source) => source.needsReconnect)
    const isStale = at !== null && writing.now.getTime() - at.getTime() > STALE_MS
    if (!needsReconnect && !isStale) return []
    const name = platformName(platform)
    const since = at ? `${name} missing since ${until(at, writing)}` : `${name} has not delivered yet`
    const error = mine.find((source) => source.error)?.error
    const why = needsReconnect ? 'its access has ended' : (error ?? 'it has not answered since').replace(/[.\s]+$/, '')
    return [{ platform, needsReconnect, since, why }]
  })
}
