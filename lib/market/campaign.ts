import type { Objective } from '@/lib/ad/schema'
import { minorUnitMicros } from '@/lib/core/money'
import { hash32, random, type Random } from '@/lib/core/random'
import { FAMILIES, type Family } from './curve'

/** What a campaign's market follows from. The same seed gives the same market on every machine. */
export type MarketSeed = {
  platform: 'google_ads' | 'meta_ads'
  campaignId: string
  objective: Objective
  currency: string
  /** IANA zone in which the account's days are cut. */
  timezone: string
  /** A budget of a day around which returns diminish; that of its first day is a good choice. */
  typicalDayMicros: bigint
}

/** A campaign's hidden truth. Money is micros of its currency as numbers (exact to nine billion units). */
export type CampaignMarket = {
  seed: number
  timezone: string
  family: Family
  /** Day spend at which returns have clearly diminished. */
  scale: number
  /** Price of the first click of a day, in micros. */
  cpc: number
  ctr: number
  /** Conversions a click. */
  cvr: number
  /** Value of a conversion in micros; 0 where the objective has none. */
  value: number
  minorUnit: number
  /** Google attributes by data: fractions of a conversion. Meta counts whole ones. */
  isFractional: boolean
  /** Part of the conversions that arrives at once, and days by which the rest comes in. */
  lag: { atOnce: number; meanDays: number }
  /** Share of the day's money by local hour; sums to 1. */
  hourShare: number[]
  weekdayFactor: number[]
  year: { swing: number; peak: number }
  drift: { a: number; b: number; phaseA: number; phaseB: number }
}

/** Units of a currency that buy about what one euro buys, for plausible prices. */
const PER_EURO: Record<string, number> = {
  EUR: 1,
  USD: 1.1,
  GBP: 0.86,
  CHF: 0.95,
  JPY: 160,
  NOK: 11.6,
  SEK: 11.3,
  DKK: 7.46,
  PLN: 4.3,
  CZK: 25,
  HUF: 395,
  CAD: 1.5,
  AUD: 1.65,
  NZD: 1.8,
  BRL: 6,
  MXN: 20,
  INR: 92,
  CNY: 7.8,
  HKD: 8.6,
  SGD: 1.45,
  KRW: 1500,
  TWD: 35,
  IDR: 17500,
  VND: 27500,
  THB: 39,
  ZAR: 20,
  TRY: 36,
  AED: 4,
  KWD: 0.34,
  BHD: 0.41,
  JOD: 0.78,
  CLP: 1030,
  COP: 4600,
  ISK: 150,
}

const lognormal = (draw: Random, mean: number, sd: number): number =>
  mean * Math.exp(sd * Math.max(-2.5, Math.min(2.5, draw.normal())))
const between = (draw: Random, low: number, high: number): number => low + (high - low) * draw.next()

/** Evening-heavy for Meta, office hours for Google search; each campaign a little different. */
function hourShares(draw: Random, platform: MarketSeed['platform']): number[] {
  const peak = platform === 'meta_ads' ? between(draw, 18, 21) : between(draw, 11, 16)
  const width = between(draw, 4, 7)
  const raw = Array.from({ length: 24 }, (_, hour) => {
    const away = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak))
    return 0.25 + Math.exp(-((away / width) ** 2)) * between(draw, 0.9, 1.1)
  })
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((weight) => weight / sum)
}

function prices(draw: Random, { platform, objective, currency }: MarketSeed) {
  const unit = 1_000_000 * (PER_EURO[currency] ?? 1)
  const isMeta = platform === 'meta_ads'
  const cpc = lognormal(draw, isMeta ? 0.55 : 0.95, 0.35) * unit
  const ctr = isMeta ? between(draw, 0.008, 0.022) : between(draw, 0.03, 0.08)
  if (objective === 'sales') {
    const value = lognormal(draw, 75, 0.4) * unit
    const firstRoas = lognormal(draw, 4, 0.5)
    return { cpc, ctr, value, cvr: Math.min(0.2, Math.max(0.004, (firstRoas * cpc) / value)) }
  }
  return { cpc, ctr, value: 0, cvr: objective === 'leads' ? between(draw, 0.04, 0.12) : between(draw, 0.004, 0.012) }
}

/** Draws a campaign's market from its seed. */
export function campaignMarket(seed: MarketSeed): CampaignMarket {
  const text = `${seed.platform} ${seed.campaignId} ${seed.objective} ${seed.currency}`
  const draw = random(`market ${text}`)
  const isFast = draw.next() < 0.65
  const weekend = between(draw, 0.75, 1.25)
  return {
    seed: hash32(text, 97),
    timezone: seed.timezone,
    family: draw.pick(FAMILIES),
    scale: Math.max(1, Number(seed.typicalDayMicros)) * lognormal(draw, 1.5, 0.4),
    ...prices(draw, seed),
    minorUnit: Number(minorUnitMicros(seed.currency)),
    isFractional: seed.platform === 'google_ads',
    lag: isFast ? { atOnce: 0.45, meanDays: 1.2 } : { atOnce: 0.15, meanDays: 4.5 },
    hourShare: hourShares(draw, seed.platform),
    weekdayFactor: [
      1,
      1,
      between(draw, 0.95, 1.05),
      between(draw, 0.95, 1.1),
      between(draw, 0.9, 1.1),
      weekend,
      weekend,
    ],
    year: { swing: between(draw, 0.05, 0.3), peak: draw.next() },
    drift: {
      a: between(draw, 0.02, 0.12),
      b: between(draw, 0.02, 0.08),
      phaseA: 6.28 * draw.next(),
      phaseB: 6.28 * draw.next(),
    },
  }
}
