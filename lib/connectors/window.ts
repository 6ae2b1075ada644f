import { addDays, daysBetween, type Day } from '@/lib/core/day'
import type { ReportWindow } from './define'

/** Two halves of a window by days, then by campaigns; undefined when it cannot be split. */
export function halves(window: ReportWindow): [ReportWindow, ReportWindow] | undefined {
  const days = daysBetween(window.first, window.last)
  if (days > 0) {
    const middle: Day = addDays(window.first, Math.floor(days / 2))
    return [
      { ...window, last: middle },
      { ...window, first: addDays(middle, 1) },
    ]
  }
  const campaigns = window.externalCampaignIds ?? []
  if (campaigns.length < 2) return undefined
  const half = Math.ceil(campaigns.length / 2)
  return [
    { ...window, externalCampaignIds: campaigns.slice(0, half) },
    { ...window, externalCampaignIds: campaigns.slice(half) },
  ]
}
