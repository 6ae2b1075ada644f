import type { Figures } from '@/lib/report/kpi'
import type { Pace } from '@/lib/report/pace'

/** The month so far against its budget; `pace` null while a source is behind. */
export type MonthView = { spentMicros: number | null; budgetMicros: number | null; elapsed: number; pace: Pace | null }

/** What the overview hands to the browser to draw figures, chart and split from. */
export type PerformanceView = {
  figures: Figures
  month: MonthView | null
  currency: string
  locale: string
  marks: { at: string; label: string }[]
  behind: string | null
}
