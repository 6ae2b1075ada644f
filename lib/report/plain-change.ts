import { type Day, daysBetween } from '@/lib/core/day'
import { platformName } from '@/lib/integration/schema'
import type { LogFact } from './change'

/** A dated line in the client's words: no person, no code, nothing internal. */
export type PlainChange = { day: Day; text: string; note: string | null }

const EARLY_DAYS = 7
const MOST = 8

const list = new Intl.ListFormat('en', { type: 'conjunction' })

type Kind = 'launch' | 'pause' | 'resume'
const isKind = (action: string): action is Kind => action === 'launch' || action === 'pause' || action === 'resume'

const SENTENCE: Record<Kind, (what: string, where: string) => string> = {
  launch: (what, where) => `We started ${what}${where}.`,
  pause: (what, where) => `We paused ${what}${where}.`,
  resume: (what, where) => `We switched ${what} on again${where}.`,
}

function what(names: readonly string[]): string {
  if (names.length === 1) return `the campaign "${names[0]}"`
  return `${names.length} campaigns`
}

/** What reached the platforms, by day and kind; one that was only asked for or refused is not told. */
export function plainChanges(facts: readonly LogFact[], today: Day): PlainChange[] {
  const groups = new Map<string, { kind: Kind; day: Day; names: Set<string>; platforms: Set<string> }>()
  for (const { action, status, day, campaignName, platform } of facts) {
    if (!isKind(action) || (status !== 'success' && status !== 'warning') || campaignName === null) continue
    const key = `${day} ${action}`
    const group = groups.get(key) ?? { kind: action, day, names: new Set(), platforms: new Set() }
    group.names.add(campaignName)
    if (platform) group.platforms.add(platformName(platform))
    groups.set(key, group)
  }
  return [...groups.values()]
    .sort((a, b) => b.day.localeCompare(a.day))
    .slice(0, MOST)
    .map(({ kind, day, names, platforms }) => ({
      day,
      text: SENTENCE[kind](what([...names]), platforms.size > 0 ? ` on ${list.format([...platforms].sort())}` : ''),
      note: daysBetween(day, today) < EARLY_DAYS ? 'Too early to see what it changed.' : null,
    }))
}
