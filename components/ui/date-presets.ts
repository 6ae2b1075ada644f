import { addDays, firstOfMonth, lastOfMonth, type Day } from '@/lib/core/day'

export type DayRange = { from: Day; to: Day }
export type Preset = DayRange & { id: string; label: string }

/** The ranges that people ask for. `today` is the day of the client's zone, so that a range ends where its budget does. */
export function datePresets(today: Day): Preset[] {
  const yesterday = addDays(today, -1)
  const lastMonth = addDays(firstOfMonth(today), -1)
  return [
    { id: 'today', label: 'Today', from: today, to: today },
    { id: 'yesterday', label: 'Yesterday', from: yesterday, to: yesterday },
    { id: '7d', label: 'Last 7 days', from: addDays(today, -7), to: yesterday },
    { id: '28d', label: 'Last 28 days', from: addDays(today, -28), to: yesterday },
    { id: 'month', label: 'This month', from: firstOfMonth(today), to: today },
    { id: 'last-month', label: 'Last month', from: firstOfMonth(lastMonth), to: lastOfMonth(lastMonth) },
    { id: '90d', label: 'Last 90 days', from: addDays(today, -90), to: yesterday },
  ]
}
