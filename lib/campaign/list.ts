import { z } from 'zod'
import { daysBetween, isDay } from '@/lib/core/day'

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
const dayText = z.string().refine(isDay, 'Write the date like 2026-11-20.')

/** The largest spend that is asked for, in major units: past it no figure is kept exactly. */
export const MOST_SPEND = 1_000_000_000

/** What the campaign table asks for: all of it stands in the URL. */
export const CampaignQuery = z.object({
  agency: z.string().optional(),
  first: dayText,
  last: dayText,
  sort: z.enum(SORTS).default('spend'),
  dir: z.enum(['asc', 'desc']).default('desc'),
  q: z.string().max(200).default(''),
  platform: list.default([]),
  status: list.default([]),
  minSpend: z.coerce.number().min(0).max(MOST_SPEND, `Ask for at most ${MOST_SPEND}.`).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'The cursor must be the `next` of the page before.')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export type CampaignQuery = z.infer<typeof CampaignQuery>

/** The same view, as a file: `hide` names the columns that are out of sight. */
export const ExportQuery = CampaignQuery.extend({ hide: list.default([]) })
export type ExportQuery = z.infer<typeof ExportQuery>

const ids = list.pipe(z.array(z.uuid('This is not the id of a campaign.')).min(1).max(500))

/** The longest line of days; a page's period is never longer. */
const MOST_DAYS = 400

export const SparkQuery = z
  .object({ agency: z.string().optional(), ids, first: dayText, last: dayText })
  .refine(({ first, last }) => Math.abs(daysBetween(first, last)) < MOST_DAYS, {
    path: ['first'],
    message: `Ask for at most ${MOST_DAYS} days at a time.`,
  })
export type SparkQuery = z.infer<typeof SparkQuery>

export const StateQuery = z.object({ agency: z.string().optional(), ids })

const Sums = {
  spendMicros: z.number(),
  impressions: z.number(),
  clicks: z.number(),
  conversions: z.number(),
  valueMicros: z.number(),
}

/** One row: what it is, what it may spend a day, and its sums in the period. Micros and counts as numbers. */
export const CampaignRow = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.string(),
  status: z.string(),
  platformStatus: z.string().nullable(),
  origin: z.string(),
  isAdopted: z.boolean(),
  /** What a person wants, holds aside. */
  desiredOn: z.boolean(),
  currency: z.string(),
  /** Kinds of the holds that stand on it. */
  holds: z.array(z.string()),
  budget: z.object({ type: z.string(), micros: z.number() }).nullable(),
  ...Sums,
})
export type CampaignRow = z.infer<typeof CampaignRow>

export const CampaignPage = z.object({
  data: z.array(CampaignRow),
  next: z.string().nullable(),
  /** All rows that match, and their sums by currency. */
  count: z.number(),
  totals: z.array(z.object({ currency: z.string(), ...Sums })),
  /** All campaigns of the client, filters aside. */
  all: z.number(),
})
export type CampaignPage = z.infer<typeof CampaignPage>

export const StateRow = CampaignRow.pick({
  id: true,
  status: true,
  platformStatus: true,
  desiredOn: true,
  isAdopted: true,
  holds: true,
})
export type StateRow = z.infer<typeof StateRow>
