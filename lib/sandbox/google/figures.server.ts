import 'server-only'
import type { Day } from '@/lib/core/day'
import { unit as unitOf } from '@/lib/core/random'
import { dayIn, endOfDay } from '@/lib/core/zone'
import type { Transaction } from '@/lib/server/prisma'
import { campaignMarket } from '@/lib/market/campaign'
import { reportDays, reportHours, type Change } from '@/lib/market/report'
import { timelinesOf } from '../change.server'
import type { Entity, Reporting } from '../define'
import { recordOf, textOf } from './json'
import { scaled, split, type Cell } from './metrics'
import type { Account } from './workspace.server'

/* Figures of campaigns from the market, and their parts by ad group and ad. */

type Window = { first: Day; last: Day } | null

type Asked = { account: Account; window: Window; isHourly: boolean; now: Date; reporting: Reporting }

const HOUR = 3_600_000
const OBJECTIVES = ['leads', 'traffic', 'sales'] as const

const objectiveOf = (campaign: Entity) => {
  const kept = recordOf(campaign.data['sandbox'])['objective']
  return OBJECTIVES.find((known) => known === kept) ?? 'traffic'
}

function marketOf(campaign: Entity, timeline: readonly Change[], { currency, timezone }: Account) {
  const typicalDayMicros = timeline.find(({ dayMicros }) => dayMicros > 0n)?.dayMicros ?? 1_000_000n
  return campaignMarket({
    platform: 'google_ads',
    campaignId: campaign.id,
    objective: objectiveOf(campaign),
    currency,
    timezone,
    typicalDayMicros,
  })
}

function cellsOf(campaign: Entity, timeline: readonly Change[], asked: Asked): Cell[] {
  const { account, window, isHourly, now, reporting } = asked
  const [begin] = timeline
  if (!begin) return []
  const asOf = new Date(now.getTime() - reporting.lagHours * HOUR)
  const today = dayIn(now, account.timezone)
  const began = dayIn(begin.at, account.timezone)
  const first = window && window.first > began ? window.first : began
  const last = window && window.last < today ? window.last : today
  if (first > last) return []
  const market = marketOf(campaign, timeline, account)
  const cells = isHourly
    ? reportHours(market, timeline, first, last, asOf)
    : reportDays(market, timeline, first, last, asOf).map((report) => ({ ...report, hour: null }))
  return cells.map(({ spendMicros, ...cell }) => restated({ ...cell, costMicros: spendMicros }, reporting, account))
}

function restated(cell: Cell, { restate }: Reporting, { unit }: Account): Cell {
  if (!restate) return cell
  const isHit = (!restate.first || cell.day >= restate.first) && (!restate.last || cell.day <= restate.last)
  return isHit ? { ...cell, ...scaled(cell, restate.factor, unit) } : cell
}

const BATCH = 5_000

/** The figures of campaigns by id. Campaigns that never spent are absent. */
export async function campaignFigures(
  tx: Transaction,
  campaigns: readonly Entity[],
  asked: Asked,
): Promise<Map<string, Cell[]>> {
  const figures = new Map<string, Cell[]>()
  for (let i = 0; i < campaigns.length; i += BATCH) {
    const batch = campaigns.slice(i, i + BATCH)
    const timelines = await timelinesOf(
      tx,
      'google',
      batch.map(({ id }) => id),
    )
    for (const campaign of batch) {
      const timeline = timelines.get(campaign.id)
      if (timeline) figures.set(campaign.id, cellsOf(campaign, timeline, asked))
    }
  }
  return figures
}

/** From when a part may have had figures: an ad from its first switching on, others from their making. */
function beganAt(part: Entity): number {
  if (part.kind !== 'ad_group_ad') return part.createdAt.getTime()
  const enabled = Date.parse(textOf(recordOf(part.data['sandbox'])['enabledAt']))
  return Number.isNaN(enabled) ? Infinity : enabled
}

const weightOf = (part: Entity): number => 0.3 + unitOf(`share ${part.id}`)

/** A whole's figures among its parts: by fixed weights among those that had begun on the day. */
export function splitFigures(cells: readonly Cell[], parts: readonly Entity[], account: Account): Map<string, Cell[]> {
  const shares = new Map<string, Cell[]>(parts.map(({ id }) => [id, []]))
  const began = parts.map(beganAt)
  const weights = parts.map(weightOf)
  const dayEnds = new Map<Day, number>()
  for (const cell of cells) {
    const end = dayEnds.get(cell.day) ?? endOfDay(cell.day, account.timezone).getTime()
    dayEnds.set(cell.day, end)
    const open = weights.map((weight, i) => ((began[i] ?? Infinity) < end ? weight : 0))
    const used = open.some((weight) => weight > 0) ? open : weights
    for (const [i, sums] of split(cell, used, account.unit).entries()) {
      const id = parts[i]?.id
      if (id !== undefined) shares.get(id)?.push({ ...sums, day: cell.day, hour: cell.hour })
    }
  }
  return shares
}
