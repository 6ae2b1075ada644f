import 'server-only'
import { addDays, type Day } from '@/lib/core/day'
import { minorUnitMicros, splitMicros } from '@/lib/core/money'
import { unit } from '@/lib/core/random'
import { campaignMarket, type CampaignMarket } from '@/lib/market/campaign'
import { type Change, reportDays, reportHours, type Timeline, within, type Figures } from '@/lib/market/report'
import type { Entity, Reporting } from '../define'
import type { Account } from './caller.server'
import { dict, word } from './json'
import { campaignSchedule } from './spend.server'

export type Row = Figures & { day: Day; hour: number | null }
export type Level = 'account' | 'campaign' | 'adset' | 'ad'

const MARKET_OBJECTIVE: Record<string, 'sales' | 'leads' | 'traffic'> = {
  OUTCOME_SALES: 'sales',
  OUTCOME_LEADS: 'leads',
}

function marketOf(campaign: Entity, account: Account, timeline: Timeline): CampaignMarket {
  return campaignMarket({
    platform: 'meta_ads',
    campaignId: campaign.id,
    objective: MARKET_OBJECTIVE[word(campaign.data['objective'])] ?? 'traffic',
    currency: account.currency,
    timezone: account.timezone,
    typicalDayMicros: timeline.find(({ dayMicros }) => dayMicros > 0n)?.dayMicros ?? 1_000_000n,
  })
}

const scaled = (value: number, factor: number): number => Math.round(value * factor)

/** A planned restatement: figures of some days times a factor, in whole units. */
function restated<R extends Row>(row: R, restate: Reporting['restate'], step: bigint): R {
  if (
    !restate ||
    (restate.first !== undefined && row.day < restate.first) ||
    (restate.last !== undefined && row.day > restate.last)
  )
    return row
  const money = (micros: bigint): bigint => BigInt(scaled(Number(micros / step), restate.factor)) * step
  return {
    ...row,
    spendMicros: money(row.spendMicros),
    valueMicros: money(row.valueMicros),
    impressions: scaled(row.impressions, restate.factor),
    clicks: scaled(row.clicks, restate.factor),
    conversions: scaled(row.conversions, restate.factor),
  }
}

export type Question = { first: Day; last: Day; isHourly: boolean; now: Date; reporting: Reporting }
export type Campaign = {
  campaign: Entity
  adSets: readonly Entity[]
  ads: readonly Entity[]
  changes: readonly Change[]
}

/** What Meta reports of a campaign, by day or by hour. */
export function campaignRows({ campaign, adSets, changes }: Campaign, account: Account, question: Question): Row[] {
  const { startsAt, endsAt } = campaignSchedule(campaign, adSets, account.timezone)
  // A campaign from before the sandbox's first use has its schedule in its changes alone.
  const start = startsAt.getTime() > campaign.createdAt.getTime() ? startsAt : null
  const timeline = within(changes, start, endsAt)
  const market = marketOf(campaign, account, changes)
  const asOf = new Date(question.now.getTime() - question.reporting.lagHours * 3_600_000)
  const step = minorUnitMicros(account.currency)
  if (!question.isHourly)
    return reportDays(market, timeline, question.first, question.last, asOf).map((row) =>
      restated({ ...row, hour: null }, question.reporting.restate, step),
    )
  return merged(reportHours(market, timeline, question.first, question.last, asOf)).map((row) =>
    restated(row, question.reporting.restate, step),
  )
}

/** The repeated hour of autumn is one row at Meta. */
function merged(rows: readonly (Figures & { day: Day; hour: number })[]): Row[] {
  const result: (Figures & { day: Day; hour: number })[] = []
  for (const row of rows) {
    const last = result.at(-1)
    if (last && last.day === row.day && last.hour === row.hour)
      result[result.length - 1] = { ...row, ...added(last, row) }
    else result.push(row)
  }
  return result
}

export const NOTHING: Figures = { spendMicros: 0n, impressions: 0, clicks: 0, conversions: 0, valueMicros: 0n }

export const added = (a: Figures, b: Figures): Figures => ({
  spendMicros: a.spendMicros + b.spendMicros,
  impressions: a.impressions + b.impressions,
  clicks: a.clicks + b.clicks,
  conversions: a.conversions + b.conversions,
  valueMicros: a.valueMicros + b.valueMicros,
})

const whole = (total: number, weights: readonly number[]): number[] =>
  splitMicros(BigInt(total), weights, 1n).map(Number)

/** Splits figures over parts by weight: the parts add up, and no part has more clicks than impressions. */
function split(row: Figures, weights: readonly number[], step: bigint): Figures[] {
  const spend = splitMicros(row.spendMicros, weights, step)
  const value = splitMicros(row.valueMicros, weights, step)
  const [impressions, clicks, conversions] = [
    whole(row.impressions, weights),
    whole(row.clicks, weights),
    whole(row.conversions, weights),
  ]
  return weights.map((_, i) => ({
    spendMicros: spend[i] ?? 0n,
    valueMicros: value[i] ?? 0n,
    impressions: impressions[i] ?? 0,
    clicks: Math.min(clicks[i] ?? 0, impressions[i] ?? 0),
    conversions: conversions[i] ?? 0,
  }))
}

/** How much of a campaign's delivery a part gets: fixed by its id, and nothing before it existed. */
const weight = (entity: Entity, on: Day): number =>
  entity.createdAt.toISOString().slice(0, 10) > addDays(on, 1) ? 0 : 0.4 + unit(`share ${entity.id}`)

/** The rows of a campaign's ad sets or ads: the campaign's figures, divided. */
export function partRows(rows: readonly Row[], parts: readonly Entity[], currency: string): Map<string, Row[]> {
  const step = minorUnitMicros(currency)
  const result = new Map<string, Row[]>(parts.map((part) => [part.id, []]))
  for (const row of rows) {
    const weights = parts.map((part) => weight(part, row.day))
    split(row, weights, step).forEach((figures, i) => {
      const id = parts[i]?.id
      if (id !== undefined && (figures.impressions > 0 || figures.spendMicros > 0n))
        result.get(id)?.push({ ...figures, day: row.day, hour: row.hour })
    })
  }
  return result
}

/** The event that an ad set counts, `ON_FACEBOOK_LEAD` for forms on Meta itself. */
export function eventOf(campaign: Entity, adSets: readonly Entity[]): string {
  for (const adSet of adSets) {
    const event = word(dict(adSet.data['promoted_object'])['custom_event_type'])
    if (event) return event
    if (word(adSet.data['optimization_goal']) === 'LEAD_GENERATION') return 'ON_FACEBOOK_LEAD'
  }
  return word(campaign.data['objective']) === 'OUTCOME_LEADS' ? 'LEAD' : 'PURCHASE'
}
