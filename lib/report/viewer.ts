import type { Day } from '@/lib/core/day'
import type { GoalState } from './goal'
import type { Kpi } from './kpi'
import type { MetricKey } from './metric'
import type { Part } from './part'
import type { Period } from './period'
import type { PlainChange } from './plain-change'

/*
 * All that a client's dashboard is drawn from. It is its own model, selected field by field: nothing of the agency's
 * (names of people, notes, margins, holds, ids of accounts) has a place here, so nothing of it can reach the page.
 */

export const VIEWER_KPIS = [
  'value',
  'conversions',
  'cpa',
  'aov',
  'clicks',
  'impressions',
] as const satisfies readonly MetricKey[]

export type ViewerSpent = {
  micros: number | null
  budgetMicros: number | null
  /** Share of the month that the figures cover: the tick. Null outside the month so far. */
  elapsed: number | null
  pace: { word: string; tone: 'good' | 'warn' | 'bad' | 'neutral' } | null
}

export type ViewerLine = {
  points: Day[]
  values: (number | null)[]
  seen: (number | null)[] | null
  compare: (number | null)[]
  title: string
  marks: { at: Day; label: string }[]
}

export type ViewerFigures = {
  spent: ViewerSpent
  goal: GoalState | null
  kpis: Kpi[]
  line: ViewerLine
  /** Currencies that stay out of the sums. */
  left: string[]
  /** Until when, in words; and what is behind, in words. */
  updated: string
  behind: string[]
  state: 'fresh' | 'stale' | 'missing' | 'none'
}

export type ViewerAd = {
  headline: string
  platform: string
  /** SHA-256 of its picture, or null. */
  picture: string | null
  /** How many ads share these figures with it. */
  others: number
  /** Null where the conversions carry no value. */
  valueMicros: number | null
  conversions: number
  roas: number | null
  currency: string
}

export type ViewerDashboard = {
  client: string
  agency: string
  currency: string
  timezone: string
  locale: string
  today: Day
  period: Period
  before: Period
  figures: Part<ViewerFigures>
  sentence: Part<{ body: string; when: string } | null>
  changes: Part<PlainChange[]>
  ads: Part<ViewerAd[]>
}
