import type { Json } from '@/lib/connectors/define'
import { addDays, day, firstOfMonth, isDay, lastOfMonth, weekday, type Day } from '@/lib/core/day'
import type { Figures } from '@/lib/market/report'
import { major, offsetOf } from './money'

/** What insights show of a campaign's figures: text for every number, percents for rates, actions as lists. */

/** The action types under which one conversion of an event appears, the broadest first: the same conversion each time. */
const ACTIONS: Record<string, string[]> = {
  PURCHASE: ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'],
  LEAD: ['lead', 'offsite_conversion.fb_pixel_lead'],
  COMPLETE_REGISTRATION: [
    'omni_complete_registration',
    'complete_registration',
    'offsite_conversion.fb_pixel_complete_registration',
  ],
  ADD_TO_CART: ['omni_add_to_cart', 'add_to_cart', 'offsite_conversion.fb_pixel_add_to_cart'],
  INITIATED_CHECKOUT: ['omni_initiated_checkout', 'initiate_checkout', 'offsite_conversion.fb_pixel_initiate_checkout'],
  CONTENT_VIEW: ['omni_view_content', 'view_content', 'offsite_conversion.fb_pixel_view_content'],
  ON_FACEBOOK_LEAD: ['lead', 'onsite_conversion.lead_grouped'],
}

const actionTypes = (event: string): string[] => ACTIONS[event] ?? ['offsite_conversion.fb_pixel_custom']

/** Conversions of one event and their value. */
export type EventResult = { event: string; conversions: number; valueMicros: bigint }

export type Shown = {
  figures: Figures
  /** The figures' conversions by event; several where campaigns of different goals are summed. */
  results: readonly EventResult[]
  currency: string
  /** Plain columns of the row: ids, names, dates, the hour. */
  columns: Record<string, Json>
  isHourly: boolean
}

const rate = (part: number, whole: number, factor: number): string | undefined =>
  whole > 0 ? ((part / whole) * factor).toFixed(6) : undefined
const actions = (pairs: [string, number | string][]): Json =>
  pairs.filter(([, value]) => Number(value) > 0).map(([action_type, value]) => ({ action_type, value: String(value) }))

/** All clicks: those on the link and some on the rest of the ad. */
const allClicks = (linkClicks: number, impressions: number): number =>
  Math.min(impressions, linkClicks + Math.floor(linkClicks * 0.24))

function ratios({ impressions, clicks: links }: Figures, money: number): Record<string, Json | undefined> {
  const all = allClicks(links, impressions)
  return {
    ctr: rate(all, impressions, 100),
    cpc: rate(money, all, 1),
    cpm: rate(money, impressions, 1000),
    inline_link_click_ctr: rate(links, impressions, 100),
    cost_per_inline_link_click: rate(money, links, 1),
  }
}

function actionLists({ figures, results, currency }: Shown, money: number): Record<string, Json> {
  const links = figures.clicks
  const typed = results.flatMap(({ event, conversions, valueMicros }) =>
    actionTypes(event).map((type) => ({ type, conversions, value: major(valueMicros, currency) })),
  )
  const counted: [string, number][] = [
    ['link_click', links],
    ['landing_page_view', Math.floor(links * 0.8)],
    ['post_engagement', links],
    ['page_engagement', links],
    ...typed.map(({ type, conversions }): [string, number] => [type, conversions]),
  ]
  const bought = typed.filter(({ type }) => type === 'omni_purchase')
  return {
    actions: actions(counted),
    action_values: actions(typed.map(({ type, value }) => [type, value])),
    conversions: actions(results.map(({ event, conversions }) => [actionTypes(event).at(-1) ?? event, conversions])),
    purchase_roas:
      money > 0 ? actions(bought.map(({ type, value }) => [type, (Number(value) / money).toFixed(6)])) : [],
    cost_per_action_type: actions(
      counted.flatMap(([type, n]): [string, string][] => (n > 0 ? [[type, (money / n).toFixed(6)]] : [])),
    ),
    outbound_clicks: actions([['outbound_click', links]]),
  }
}

/** Every field that the sandbox can show of a row; undefined where the platform leaves it out. */
export function insightRow(row: Shown): Record<string, Json | undefined> {
  const { figures, currency, columns, isHourly } = row
  const { impressions, clicks: links, spendMicros } = figures
  const money = Number(spendMicros) / 1e6
  const reach = Math.max(impressions > 0 ? 1 : 0, Math.round(impressions * 0.63))
  const lists = Object.entries(actionLists(row, money)).filter(([, list]) => Array.isArray(list) && list.length > 0)
  return {
    ...columns,
    account_currency: currency,
    impressions: String(impressions),
    clicks: String(allClicks(links, impressions)),
    inline_link_clicks: String(links),
    inline_post_engagement: String(links),
    spend: major(spendMicros, currency),
    social_spend: offsetOf(currency) === 1 ? '0' : '0.00',
    reach: isHourly ? undefined : String(reach),
    frequency: isHourly ? undefined : rate(impressions, reach, 1),
    unique_clicks: isHourly ? undefined : String(Math.round(allClicks(links, impressions) * 0.93)),
    ...ratios(figures, money),
    ...Object.fromEntries(lists),
  }
}

export type Range = { since: Day; until: Day }

const back = (today: Day, days: number): Range => ({ since: addDays(today, -days), until: addDays(today, -1) })
const quarterOf = (on: Day): Day =>
  day(`${on.slice(0, 4)}-${String(Math.floor((Number(on.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`)
/** Most history that is kept. */
const HISTORY_DAYS = 1125

/** The dates of a preset, in the account's days; presets named `last_…` end yesterday. */
export function presetRange(preset: string, today: Day): Range {
  const lastDays = /^last_(\d+)d$/.exec(preset)?.[1]
  if (lastDays) return back(today, Number(lastDays))
  const month = addDays(firstOfMonth(today), -1)
  const quarter = addDays(quarterOf(today), -1)
  const monday = addDays(today, 1 - weekday(today))
  const sunday = addDays(today, -(weekday(today) % 7))
  const year = today.slice(0, 4)
  const ranges: Record<string, Range> = {
    today: { since: today, until: today },
    yesterday: { since: addDays(today, -1), until: addDays(today, -1) },
    this_month: { since: firstOfMonth(today), until: today },
    last_month: { since: firstOfMonth(month), until: lastOfMonth(month) },
    this_quarter: { since: quarterOf(today), until: today },
    last_quarter: { since: quarterOf(quarter), until: quarter },
    this_year: { since: day(`${year}-01-01`), until: today },
    last_year: { since: day(`${Number(year) - 1}-01-01`), until: day(`${Number(year) - 1}-12-31`) },
    this_week_mon_today: { since: monday, until: today },
    last_week_mon_sun: { since: addDays(monday, -7), until: addDays(monday, -1) },
    this_week_sun_today: { since: sunday, until: today },
    last_week_sun_sat: { since: addDays(sunday, -7), until: addDays(sunday, -1) },
  }
  return ranges[preset] ?? { since: addDays(today, -HISTORY_DAYS), until: today }
}

const isDate = (text: string): text is Day => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && isDay(text)

export const rangeOf = (since: string, until: string): Range | undefined =>
  isDate(since) && isDate(until) && since <= until ? { since, until } : undefined

/** The pieces of a range by `time_increment`: days, months or all of it. */
export function pieces({ since, until }: Range, increment: string): Range[] {
  if (increment === 'all_days') return [{ since, until }]
  const result: Range[] = []
  for (let start = since; start <= until;) {
    const end = increment === 'monthly' ? lastOfMonth(start) : addDays(start, Number(increment) - 1)
    result.push({ since: start, until: end < until ? end : until })
    start = addDays(end, 1)
  }
  return result
}

/** `13:00:00 - 13:59:59` */
export const hourText = (hour: number): string =>
  `${String(hour).padStart(2, '0')}:00:00 - ${String(hour).padStart(2, '0')}:59:59`
