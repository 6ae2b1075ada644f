import { z } from 'zod'

export const SORTS = [
  'name',
  'status',
  'spend',
  'budget',
  'impressions',
  'clicks',
  'ctr',
  'conversions',
  'cpa',
  'value',
  'roas',
] as const
export type Sort = (typeof SORTS)[number]

const list = z.string().transform((text) => text.split(',').filter(Boolean))
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date like 2026-11-20.')

/** What the campaign table asks for: all of it stands in the URL. */
export const CampaignQuery = z.object({
  agency: z.string().optional(),
  client: z.string(),
  first: dayText,
  last: dayText,
  sort: z.enum(SORTS).default('spend'),
  dir: z.enum(['asc', 'desc']).default('desc'),
  q: z.string().max(200).default(''),
  platform: list.default([]),
  status: list.default([]),
  minSpend: z.coerce.number().min(0).optional(),
  cursor: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export type CampaignQuery = z.infer<typeof CampaignQuery>

/** One row: what it is, what it may spend a day, and its sums in the period. Micros and counts as numbers. */
export type CampaignRow = {
  id: string
  name: string
  platform: string
  status: string
  platformStatus: string | null
  origin: string
  isAdopted: boolean
  currency: string
  holds: string[]
  budget: { type: string; micros: number } | null
  spendMicros: number
  impressions: number
  clicks: number
  conversions: number
  valueMicros: number
}

export type CampaignPage = {
  data: CampaignRow[]
  next: string | null
  /** All rows that match, and their sums by currency. */
  count: number
  totals: {
    currency: string
    spendMicros: number
    impressions: number
    clicks: number
    conversions: number
    valueMicros: number
  }[]
  /** All campaigns of the client, filters aside. */
  all: number
}
