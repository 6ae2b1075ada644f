import { z } from 'zod'
import { CurrencyCode, TimeZone } from '@/lib/agency/schema'
import { toMajor } from '@/lib/core/money'
import { GOALS, goalText } from './goal'
import { PageQuery } from './page'
import { ClientName, Industry, NamingPattern, TrackingRules, UnitName, utmOf } from './schema'

/** An amount or ratio in a JSON body: a number or decimal text, read from its text. */
const Decimal = z.union([z.string(), z.number()]).transform(String)

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What is no id is the id of nothing: it goes the same way to 404 as an unknown or foreign one. */
export const IdPath = z.object({
  id: z.string().transform((text) => (z.uuid().safeParse(text).success ? text : NOBODY)),
})

export const ListClients = PageQuery.extend({ status: z.enum(['active', 'archived', 'all']).default('active') })
export const ListBrands = PageQuery.extend({ client_id: z.uuid().optional() })
export const ListSkus = ListBrands.extend({ brand_id: z.uuid().optional() })

const ClientFields = z.object({
  name: ClientName,
  industry: Industry,
  currency: CurrencyCode,
  timezone: TimeZone,
  goal_metric: z.enum(GOALS).nullable(),
  goal_value: Decimal.nullable(),
  website: z.string().trim().max(2000).nullable(),
  naming_pattern: NamingPattern,
  utm: TrackingRules,
})

/** Currency and time zone default to the agency's. */
export const ClientCreate = ClientFields.omit({ naming_pattern: true, utm: true }).partial().required({ name: true })
export type ClientCreate = z.infer<typeof ClientCreate>
export const ClientUpdate = ClientFields.partial().extend({ status: z.enum(['active', 'archived']).optional() })
export type ClientUpdate = z.infer<typeof ClientUpdate>

export const BrandCreate = z.object({
  client_id: z.uuid(),
  name: UnitName,
  monthly_budget: Decimal.nullable().default(null),
  daily_budget: Decimal.nullable().default(null),
})
export const BrandUpdate = z
  .object({
    name: UnitName,
    monthly_budget: Decimal.nullable(),
    daily_budget: Decimal.nullable(),
    status: z.enum(['active', 'archived']),
  })
  .partial()
export type BrandUpdate = z.infer<typeof BrandUpdate>

/** With `client_id` alone the SKU goes to the client's default brand. */
export const SkuCreate = z
  .object({
    client_id: z.uuid().optional(),
    brand_id: z.uuid().optional(),
    name: UnitName,
    daily_budget: Decimal.nullable().default(null),
  })
  .refine(({ client_id, brand_id }) => client_id ?? brand_id, {
    path: ['client_id'],
    message: 'Name the client (client_id) or the brand (brand_id).',
  })
export type SkuCreate = z.infer<typeof SkuCreate>
export const SkuUpdate = z
  .object({ name: UnitName, daily_budget: Decimal.nullable(), status: z.enum(['active', 'archived']) })
  .partial()
export type SkuUpdate = z.infer<typeof SkuUpdate>

type ClientRow = {
  id: string
  slug: string
  name: string
  industry: string
  currency: string
  timezone: string
  status: string
  goalMetric: string | null
  goalValue: { toFixed(): string } | null
  website: string | null
  namingPattern: string
  utm: unknown
  createdAt: Date
  updatedAt: Date
}

/** A client as REST shows it. `internal` adds what only the agency's people see. */
export function clientJson(row: ClientRow, internal: boolean) {
  const { id, slug, name, industry, currency, timezone, status } = row
  const goal = { goal_metric: row.goalMetric, goal_value: goalText(row.goalMetric, row.goalValue, currency) || null }
  const shared = { id, slug, name, industry, currency, timezone, status, ...goal }
  if (!internal) return shared
  const settings = { website: row.website, naming_pattern: row.namingPattern, utm: utmOf(row.utm) }
  return { ...shared, ...settings, created_at: row.createdAt.toISOString(), updated_at: row.updatedAt.toISOString() }
}

const amount = (micros: bigint | null, currency: string): string | null =>
  micros === null ? null : toMajor(micros, currency)

type UnitRow = {
  id: string
  clientId: string
  name: string
  slug: string
  isDefault: boolean
  status: string
  createdAt: Date
  updatedAt: Date
}

const unit = ({ id, clientId, name, slug, isDefault, status, createdAt, updatedAt }: UnitRow) => ({
  id,
  client_id: clientId,
  name,
  slug,
  is_default: isDefault,
  status,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
})

type BrandRow = UnitRow & {
  monthlyBudgetMicros: bigint | null
  dailyBudgetMicros: bigint | null
  client: { currency: string }
}

export const brandJson = (row: BrandRow) => ({
  ...unit(row),
  monthly_budget: amount(row.monthlyBudgetMicros, row.client.currency),
  daily_budget: amount(row.dailyBudgetMicros, row.client.currency),
  currency: row.client.currency,
})

/** What was done, by the body of a change: a status alone is an archiving or restoring. */
function verbOf({ status, ...rest }: { status?: string | undefined }): string {
  const isStatusAlone = status !== undefined && Object.values(rest).every((value) => value === undefined)
  if (!isStatusAlone) return 'change'
  return status === 'archived' ? 'archive' : 'restore'
}

type Change = { status?: string | undefined; name?: string | undefined }

/** A change of a client over REST in the words of the forms, for the log and for "What changed". */
export function clientEntry(body: ClientUpdate, { id, name }: { id: string; name: string }) {
  const { naming_pattern, utm, ...rest } = body
  const isNamingAlone =
    (naming_pattern ?? utm) !== undefined && Object.values(rest).every((value) => value === undefined)
  return {
    action: isNamingAlone ? 'client.naming' : `client.${verbOf(body)}`,
    clientId: id,
    target: name,
    details: body,
  }
}

type Budgeted = { id: string; client_id: string; monthly_budget?: string | null; daily_budget: string | null }

/** The same for a brand or SKU. The budgets are named where one of them was touched, as the form names them. */
export function unitEntry(
  kind: 'brand' | 'sku',
  body: Change & { monthly_budget?: string | null | undefined; daily_budget?: string | null | undefined },
  row: Budgeted,
) {
  const isBudget = body.monthly_budget !== undefined || body.daily_budget !== undefined
  const budgets = { monthlyBudget: row.monthly_budget ?? '', dailyBudget: row.daily_budget ?? '' }
  const details = { name: body.name, ...(isBudget ? budgets : {}) }
  return { action: `${kind}.${verbOf(body)}`, clientId: row.client_id, target: row.id, details }
}

type SkuRow = UnitRow & {
  brandId: string
  dailyBudgetMicros: bigint | null
  mode: string
  automation: string
  brand: { client: { currency: string } }
}

export const skuJson = (row: SkuRow) => ({
  ...unit(row),
  brand_id: row.brandId,
  daily_budget: amount(row.dailyBudgetMicros, row.brand.client.currency),
  currency: row.brand.client.currency,
  mode: row.mode,
  automation: row.automation,
})
