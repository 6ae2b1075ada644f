import { eachDay, type Day } from '@/lib/core/day'
import { marketDay, type MarketDay } from './calendar'
import type { CampaignMarket } from './campaign'
import { respond } from './curve'
import { bell, poissonAt, uniform } from './noise'

/*
 * What a platform reports of a campaign as of an instant. Every hour stands alone: figures follow from the market, the
 * money that was on in that hour and noise hashed from (campaign, day, hour), so that any hour can be asked at any time.
 */

/** From `at` on the campaign is on or off with this budget a day. In order of time. */
export type Change = { at: Date; isOn: boolean; dayMicros: bigint }
export type Timeline = readonly Change[]

export type Figures = {
  spendMicros: bigint
  impressions: number
  clicks: number
  /** Whole numbers, or fractions where the platform attributes by data. */
  conversions: number
  valueMicros: bigint
}
export type HourReport = Figures & { day: Day; hour: number; startsAt: Date }
export type DayReport = Figures & { day: Day }

const HOUR = 3_600_000
const DAY_MS = 24 * HOUR
/** Days after which no conversion arrives any more. */
const LAG_DAYS = 14
/** Most that a platform spends over the budget on a good day. */
export const OVERDELIVERY = 1.1
/** Of a hundred closed days about one is restated. */
const RESTATED = 0.01

const STREAM = { impressions: 0, clicks: 1, conversions: 2, arrival: 3, value: 4, day: 5, delivery: 6, restated: 7 }

/** How much better or worse than usual a day sells. */
function dayFactor(market: CampaignMarket, at: MarketDay): number {
  const { year, drift, seed } = market
  const season = 1 + year.swing * Math.cos(2 * Math.PI * (at.yearPart - year.peak))
  const slow = drift.a * Math.sin(at.number / 23 + drift.phaseA) + drift.b * Math.sin(at.number / 9 + drift.phaseB)
  return (
    season * (market.weekdayFactor[at.weekday - 1] ?? 1) * Math.exp(slow + 0.08 * bell(seed, at.number, STREAM.day))
  )
}

/** Part of the hour's money that the platform manages to spend: mostly all, a little over on some days. */
const deliveryOf = (market: CampaignMarket, at: MarketDay): number =>
  Math.min(OVERDELIVERY, 0.97 + 0.05 * bell(market.seed, at.number, STREAM.delivery))

/** What a closed day is multiplied by once the platform has looked again (1: not restated); money is only given back. */
function restatementOf(market: CampaignMarket, at: MarketDay, asOf: number): number {
  if (uniform(market.seed, at.number, 200, STREAM.restated) >= RESTATED) return 1
  const after = at.end + (2 + Math.floor(5 * uniform(market.seed, at.number, 201, STREAM.restated))) * DAY_MS
  return asOf < after ? 1 : 0.9 + 0.2 * uniform(market.seed, at.number, 202, STREAM.restated)
}

/** The factor by which a date is restated as of an instant; 1 before that, and for most dates always. */
export const restatement = (market: CampaignMarket, day: Day, asOf: Date): number =>
  restatementOf(market, marketDay(day, market.timezone), asOf.getTime())

/** Part of an hour's conversions that has arrived `ms` after the hour began; all after 14 days. */
export function arrived({ atOnce, meanDays }: CampaignMarket['lag'], ms: number): number {
  if (ms <= 0) return 0
  const days = ms / DAY_MS
  if (days >= LAG_DAYS) return 1
  return atOnce + ((1 - atOnce) * -Math.expm1(-days / meanDays)) / -Math.expm1(-LAG_DAYS / meanDays)
}

/** One hour's expected truth: clicks by the curve, conversions by the day's mood. `spend` in micros. */
function truth(
  market: CampaignMarket,
  share: number,
  factor: number,
  spend: number,
): { clicks: number; conversions: number } {
  const scale = market.scale * share
  const clicks = spend > 0 && scale > 0 ? (scale / market.cpc) * respond(market.family, spend / scale) : 0
  return { clicks, conversions: clicks * market.cvr * factor }
}

/** Walks a sorted timeline forward: the money a day that was on, averaged over each piece of time that is asked. */
class Rate {
  readonly #at: number[]
  readonly #micros: number[]
  #i = -1

  constructor(timeline: Timeline) {
    this.#at = timeline.map(({ at }) => at.getTime())
    this.#micros = timeline.map(({ isOn, dayMicros }) => (isOn && dayMicros > 0n ? Number(dayMicros) : 0))
  }

  /** Average micros a day over [from, from + length), of which only what lies before `until` counts. */
  over(from: number, length: number, until: number): number {
    const end = Math.min(from + length, until)
    while (this.#i + 1 < this.#at.length && (this.#at[this.#i + 1] ?? Infinity) <= from) this.#i++
    const current = this.#micros[this.#i] ?? 0
    const next = this.#at[this.#i + 1] ?? Infinity
    if (next >= end) return (current * Math.max(0, end - from)) / length
    let sum = current * (next - from)
    for (let j = this.#i + 1; j < this.#at.length; j++) {
      const start = this.#at[j] ?? Infinity
      if (start >= end) break
      sum += (this.#micros[j] ?? 0) * (Math.min(this.#at[j + 1] ?? Infinity, end) - start)
    }
    return sum / length
  }
}

/** Numbers of one hour, reused from hour to hour. Money in micros. */
type Cell = { spend: number; impressions: number; clicks: number; conversions: number; value: number }
type DayState = { at: MarketDay; factor: number; delivery: number; restated: number; shareSum: number }

function dayState(market: CampaignMarket, at: MarketDay, asOf: number): DayState {
  const sum = at.hours.length === 24 ? 1 : at.hours.reduce((total, hour) => total + (market.hourShare[hour] ?? 0), 0)
  return {
    at,
    factor: dayFactor(market, at),
    delivery: deliveryOf(market, at),
    restated: restatementOf(market, at, asOf),
    shareSum: sum,
  }
}

const toStep = (micros: number, step: number): number => Math.floor(micros / step) * step

function fill(
  cell: Cell,
  market: CampaignMarket,
  state: DayState,
  index: number,
  dayMicros: number,
  asOf: number,
): void {
  const { at, restated } = state
  const { seed } = market
  const share = (market.hourShare[at.hours[index] ?? 0] ?? 0) / state.shareSum
  const spend = toStep(dayMicros * share * state.delivery, market.minorUnit)
  const { clicks, conversions } = truth(market, share, state.factor, spend)
  const draw = (stream: number): number => uniform(seed, at.number, index, stream)
  const seen = Math.floor(clicks / market.ctr + draw(STREAM.impressions))
  const clicked = Math.min(seen, Math.floor(clicks + draw(STREAM.clicks)))
  const all = poissonAt(conversions, draw(STREAM.conversions))
  const part = arrived(market.lag, asOf - (at.starts[index] ?? asOf))
  const counted = market.isFractional
    ? all * part * (0.8 + 0.4 * draw(STREAM.value))
    : Math.floor(all * part + draw(STREAM.arrival))
  cell.spend = restated < 1 ? toStep(spend * restated, market.minorUnit) : spend
  cell.impressions = restated === 1 ? seen : Math.round(seen * restated)
  cell.clicks = restated === 1 ? clicked : Math.round(clicked * restated)
  const kept = restated === 1 ? counted : counted * restated
  cell.conversions = market.isFractional ? Math.round(kept * 1e4) / 1e4 : Math.round(kept)
  cell.value =
    market.value > 0 ? toStep(cell.conversions * market.value * (0.7 + 0.6 * draw(STREAM.value)), market.minorUnit) : 0
}

type Emit = (at: MarketDay, index: number, cell: Cell) => void

/** Visits every hour in which money was on, from `first` to `last`, up to `asOf`. */
function walk(market: CampaignMarket, timeline: Timeline, days: readonly Day[], asOf: Date, emit: Emit): void {
  const until = asOf.getTime()
  const begin = timeline[0]?.at.getTime() ?? Infinity
  const rate = new Rate(timeline)
  const cell: Cell = { spend: 0, impressions: 0, clicks: 0, conversions: 0, value: 0 }
  for (const day of days) {
    const at = marketDay(day, market.timezone)
    if (at.end <= begin) continue
    if ((at.starts[0] ?? Infinity) >= until) break
    const state = dayState(market, at, until)
    for (let index = 0; index < at.starts.length; index++) {
      const dayMicros = rate.over(at.starts[index] ?? until, HOUR, until)
      if (dayMicros <= 0) continue
      fill(cell, market, state, index, dayMicros, until)
      emit(at, index, cell)
    }
  }
}

const figures = (cell: Cell): Figures => ({
  spendMicros: BigInt(cell.spend),
  impressions: cell.impressions,
  clicks: cell.clicks,
  conversions: cell.conversions,
  valueMicros: BigInt(cell.value),
})

const isEmpty = (cell: Cell): boolean => cell.spend === 0 && cell.impressions === 0 && cell.conversions === 0

/**
 * The hours of local dates `first` to `last` as reported at `asOf`. Hours without delivery have no row, as at the
 * platforms. In autumn the repeated hour gives two rows of the same `hour`.
 */
export function reportHours(
  market: CampaignMarket,
  timeline: Timeline,
  first: Day,
  last: Day,
  asOf: Date,
): HourReport[] {
  const rows: HourReport[] = []
  walk(market, timeline, eachDay(first, last), asOf, (at, index, cell) => {
    if (!isEmpty(cell))
      rows.push({
        day: at.day,
        hour: at.hours[index] ?? 0,
        startsAt: new Date(at.starts[index] ?? 0),
        ...figures(cell),
      })
  })
  return rows
}

/** The same by date: exactly the sums of `reportHours`, without making its rows. */
export function reportDays(market: CampaignMarket, timeline: Timeline, first: Day, last: Day, asOf: Date): DayReport[] {
  const rows: DayReport[] = []
  let current: MarketDay | undefined
  const sum: Cell = { spend: 0, impressions: 0, clicks: 0, conversions: 0, value: 0 }
  const close = (): void => {
    if (current && !isEmpty(sum))
      rows.push({ day: current.day, ...figures({ ...sum, conversions: Math.round(sum.conversions * 1e4) / 1e4 }) })
    sum.spend = sum.impressions = sum.clicks = sum.conversions = sum.value = 0
  }
  walk(market, timeline, eachDay(first, last), asOf, (at, _index, cell) => {
    if (at !== current) close()
    current = at
    sum.spend += cell.spend
    sum.impressions += cell.impressions
    sum.clicks += cell.clicks
    sum.conversions += cell.conversions
    sum.value += cell.value
  })
  close()
  return rows
}

export type Expected = { spendMicros: bigint; clicks: number; conversions: number; valueMicros: bigint }

/**
 * The hidden truth of a date at a budget that was on all day: expectations without noise, lag or restatement.
 * Never falls when the budget rises.
 */
export function expectedDay(market: CampaignMarket, day: Day, dayMicros: bigint): Expected {
  const at = marketDay(day, market.timezone)
  const state = dayState(market, at, at.end)
  let spend = 0
  let clicks = 0
  let conversions = 0
  for (const hour of at.hours) {
    const share = (market.hourShare[hour] ?? 0) / state.shareSum
    const money = toStep(Math.max(0, Number(dayMicros)) * share * state.delivery, market.minorUnit)
    const hourly = truth(market, share, state.factor, money)
    spend += money
    clicks += hourly.clicks
    conversions += hourly.conversions
  }
  return {
    spendMicros: BigInt(spend),
    clicks,
    conversions,
    valueMicros: BigInt(Math.round(conversions * market.value)),
  }
}

/** A timeline that is on only from `startsAt` to `endsAt`; null: no bound on that side. */
export function within(timeline: Timeline, startsAt: Date | null, endsAt: Date | null): Timeline {
  const start = startsAt?.getTime() ?? -Infinity
  const end = endsAt?.getTime() ?? Infinity
  const inside = timeline.flatMap((change) => {
    if (change.at.getTime() >= end) return []
    return [change.at.getTime() < start ? { ...change, at: new Date(start) } : change]
  })
  const last = inside.at(-1)
  if (!last || end === Infinity || end <= start) return end <= start ? [] : inside
  return [...inside, { ...last, at: new Date(end), isOn: false }]
}
