import { splitMicros } from '@/lib/core/money'
import type { Day } from '@/lib/core/day'
import type { JsonObject } from './json'

/* Sums of figures, their shares among the parts of a campaign, and metrics drawn from them. Pure. */

export type Sums = {
  impressions: number
  clicks: number
  costMicros: bigint
  conversions: number
  /** Micros of the account's currency. */
  valueMicros: bigint
}

/** Figures of one local hour, or of a whole day (`hour` is then null). */
export type Cell = Sums & { day: Day; hour: number | null }

export const NOTHING: Sums = { impressions: 0, clicks: 0, costMicros: 0n, conversions: 0, valueMicros: 0n }

export const add = (a: Sums, b: Sums): Sums => ({
  impressions: a.impressions + b.impressions,
  clicks: a.clicks + b.clicks,
  costMicros: a.costMicros + b.costMicros,
  conversions: a.conversions + b.conversions,
  valueMicros: a.valueMicros + b.valueMicros,
})

export const isNothing = ({ impressions, costMicros }: Sums): boolean => impressions === 0 && costMicros === 0n

/** Multiplies figures, as when a platform restates a day. Whole numbers stay whole, money stays on `unit`. */
export const scaled = (sums: Sums, factor: number, unit: bigint): Sums => {
  const money = (micros: bigint): bigint => (BigInt(Math.round(Number(micros) * factor)) / unit) * unit
  const impressions = Math.round(sums.impressions * factor)
  return {
    impressions,
    clicks: Math.min(impressions, Math.round(sums.clicks * factor)),
    costMicros: money(sums.costMicros),
    conversions: Math.round(sums.conversions * factor * 1e4) / 1e4,
    valueMicros: money(sums.valueMicros),
  }
}

/** Splits figures by weights so that the parts sum to the whole; clicks never exceed impressions. */
export function split(sums: Sums, weights: readonly number[], unit: bigint): Sums[] {
  const total = weights.reduce((a, b) => a + b, 0)
  const impressions = splitMicros(BigInt(sums.impressions), weights, 1n).map(Number)
  // Clicks follow impressions, so that a part without impressions has no click.
  const clicks = splitMicros(BigInt(sums.clicks), impressions, 1n).map(Number)
  const cost = splitMicros(sums.costMicros, weights, unit)
  const value = splitMicros(sums.valueMicros, weights, unit)
  return weights.map((weight, i) => ({
    impressions: impressions[i] ?? 0,
    clicks: clicks[i] ?? 0,
    costMicros: cost[i] ?? 0n,
    conversions: total > 0 ? (sums.conversions * weight) / total : 0,
    valueMicros: value[i] ?? 0n,
  }))
}

/** Part of the conversions that Google counts besides those that bidding uses. */
const BESIDES = 0.08
const VIEW_THROUGH = 0.0004

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)
const rounded = (n: number): number => Math.round(n * 1e6) / 1e6

/** All metrics of a row in the JSON of the API: 64-bit integers as text, money in micros, rates as fractions. */
export function drawMetrics(sums: Sums): JsonObject {
  const { impressions, clicks, conversions } = sums
  const cost = Number(sums.costMicros)
  const value = Number(sums.valueMicros) / 1e6
  const allConversions = rounded(conversions * (1 + BESIDES))
  const allValue = rounded(value * (1 + BESIDES))
  return {
    impressions: String(impressions),
    clicks: String(clicks),
    interactions: String(clicks),
    costMicros: sums.costMicros.toString(),
    conversions: rounded(conversions),
    conversionsValue: rounded(value),
    allConversions,
    allConversionsValue: allValue,
    viewThroughConversions: String(Math.floor(impressions * VIEW_THROUGH)),
    ctr: ratio(clicks, impressions),
    interactionRate: ratio(clicks, impressions),
    averageCpc: ratio(cost, clicks),
    averageCost: ratio(cost, clicks),
    averageCpm: ratio(cost * 1000, impressions),
    costPerConversion: ratio(cost, conversions),
    costPerAllConversions: ratio(cost, allConversions),
    conversionsFromInteractionsRate: ratio(conversions, clicks),
    valuePerConversion: ratio(value, conversions),
  }
}
