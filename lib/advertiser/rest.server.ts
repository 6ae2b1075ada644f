import 'server-only'
import type { z } from 'zod'
import { can } from '@/lib/access/permissions'
import type { Scope } from '@/lib/access/scope'
import { getAgency } from '@/lib/agency/data.server'
import { AppError, invalid } from '@/lib/core/errors'
import { parseInput } from '@/lib/server/known'
import { unsafeAudit } from '@/lib/server/audit.server'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'
import { restBudget } from './amount'
import {
  archiveBrand,
  createBrand,
  getBrand,
  listBrandPage,
  listBrands,
  restoreBrand,
  updateBrand,
} from './brand-data.server'
import {
  archiveClient,
  createClient,
  getClientSettings,
  listClientPage,
  restoreClient,
  updateClient,
  updateNaming,
  type ClientSettings,
  type LifeFilter,
} from './client-data.server'
import { exportClient } from './export.server'
import { goalText } from './goal'
import { pageOf, type PageQuery } from './page'
import {
  type BrandCreate,
  type BrandUpdate,
  brandJson,
  type ClientCreate,
  clientJson,
  type ClientUpdate,
  type SkuCreate,
  skuJson,
  type SkuUpdate,
} from './rest'
import { ClientEdit, ClientForm, utmOf } from './schema'
import { archiveSku, createSku, getSku, listSkuPage, restoreSku, updateSku } from './sku-data.server'

/*
 * The REST resources: a body in snake_case and major units becomes the same call that the forms make.
 */

const isInternal = (scope: Scope): boolean => can(scope, 'client.read')

/** A fault names the field as the body spells it. */
const SNAKE: Record<string, string> = {
  goalValue: 'goal_value',
  goalMetric: 'goal_metric',
  dailyBudget: 'daily_budget',
  monthlyBudget: 'monthly_budget',
}

async function inSnakeCase<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof AppError) || error.issues.length === 0) throw error
    const issues = error.issues.map(({ path, message }) => ({ path: SNAKE[path] ?? path, message }))
    const message = error.message.replace(/\b\w+(?=: )/, (word) => SNAKE[word] ?? word)
    throw new AppError(error.code, message, { issues, retry: error.retry, cause: error })
  }
}

export async function restListClients(scope: Scope, query: PageQuery & { status: LifeFilter }) {
  return pageOf(await listClientPage(scope, query, query.status), query.limit, (row) =>
    clientJson(row, isInternal(scope)),
  )
}

export const restGetClient = async (scope: Scope, id: string) =>
  clientJson(await getClientSettings(scope, id), isInternal(scope))

const formOf = (row: ClientSettings) => ({
  name: row.name,
  industry: row.industry,
  currency: row.currency,
  timezone: row.timezone,
  website: row.website ?? '',
  goalMetric: row.goalMetric ?? '',
  goalValue: goalText(row.goalMetric, row.goalValue, row.currency),
})

const definedOf = (body: ClientUpdate | ClientCreate) => ({
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.industry === undefined ? {} : { industry: body.industry }),
  ...(body.currency === undefined ? {} : { currency: body.currency }),
  ...(body.timezone === undefined ? {} : { timezone: body.timezone }),
  ...(body.website === undefined ? {} : { website: body.website ?? '' }),
  ...(body.goal_metric === undefined ? {} : { goalMetric: body.goal_metric ?? '' }),
  ...(body.goal_value === undefined ? {} : { goalValue: body.goal_value ?? '' }),
  // A goal without a metric means nothing: clearing the metric clears it.
  ...(body.goal_metric === null ? { goalValue: '' } : {}),
})

export const restCreateClient = (scope: Scope, body: ClientCreate) =>
  inSnakeCase(async () => {
    const { currency, timezone } = await getAgency(scope)
    const raw = {
      industry: 'Other',
      currency,
      timezone,
      website: '',
      goalMetric: '',
      goalValue: '',
      ...definedOf(body),
    }
    const { id } = await createClient(scope, parseInput(ClientForm, raw))
    return restGetClient(scope, id)
  })

export const restUpdateClient = (scope: Scope, clientId: string, body: ClientUpdate) =>
  inSnakeCase(async () => {
    // All of it or nothing: what is refused at the end must not leave its beginning behind.
    await db(scope).$transaction(async (tx) => {
      const before = await getClientSettings(scope, clientId, tx)
      if (body.status && body.status !== before.status && !can(scope, 'client.archive'))
        throw new AppError('forbidden', 'Your role cannot archive or restore clients. Ask an owner or admin.')
      await updateClient(scope, parseInput(ClientEdit, { ...formOf(before), ...definedOf(body), clientId }), tx)
      if (body.naming_pattern !== undefined || body.utm !== undefined) {
        const namingPattern = body.naming_pattern ?? before.namingPattern
        await updateNaming(scope, { clientId, namingPattern, utm: body.utm ?? utmOf(before.utm) }, tx)
      }
      if (body.status && body.status !== before.status)
        await (body.status === 'archived' ? archiveClient(scope, clientId, tx) : restoreClient(scope, clientId, tx))
    })
    return restGetClient(scope, clientId)
  })

export async function restListBrands(scope: Scope, query: PageQuery & { client_id?: string | undefined }) {
  return pageOf(await listBrandPage(scope, query, query.client_id), query.limit, brandJson)
}

export const restGetBrand = async (scope: Scope, id: string) => brandJson(await getBrand(scope, id))

export const restCreateBrand = (scope: Scope, body: z.infer<typeof BrandCreate>) =>
  inSnakeCase(async () => {
    const { currency } = await getClientSettings(scope, body.client_id)
    const monthlyBudgetMicros = restBudget(body.monthly_budget, currency, 'monthly_budget')
    const dailyBudgetMicros = restBudget(body.daily_budget, currency, 'daily_budget')
    const { id } = await createBrand(scope, body.client_id, { name: body.name, monthlyBudgetMicros, dailyBudgetMicros })
    return restGetBrand(scope, id)
  })

export const restUpdateBrand = (scope: Scope, id: string, body: BrandUpdate) =>
  inSnakeCase(async () => {
    const { client, status } = await getBrand(scope, id)
    const budget = (text: string | null | undefined, path: string) =>
      text === undefined ? undefined : restBudget(text, client.currency, path)
    const [monthly, daily] = [budget(body.monthly_budget, 'monthly_budget'), budget(body.daily_budget, 'daily_budget')]
    const change = {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(monthly === undefined ? {} : { monthlyBudgetMicros: monthly }),
      ...(daily === undefined ? {} : { dailyBudgetMicros: daily }),
    }
    await db(scope).$transaction(async (tx) => {
      await updateBrand(scope, id, change, tx)
      if (body.status && body.status !== status)
        await (body.status === 'archived' ? archiveBrand(scope, id, tx) : restoreBrand(scope, id, tx))
    })
    return restGetBrand(scope, id)
  })

export async function restListSkus(
  scope: Scope,
  query: PageQuery & { client_id?: string | undefined; brand_id?: string | undefined },
) {
  return pageOf(
    await listSkuPage(scope, query, { clientId: query.client_id, brandId: query.brand_id }),
    query.limit,
    skuJson,
  )
}

export const restGetSku = async (scope: Scope, id: string) => skuJson(await getSku(scope, id))

async function brandFor(scope: Scope, { client_id, brand_id }: SkuCreate): Promise<{ id: string; currency: string }> {
  if (brand_id) {
    const brand = await getBrand(scope, brand_id)
    if (client_id && brand.clientId !== client_id)
      throw invalid('brand_id', 'This brand is not a brand of that client. Name one of its own.')
    return { id: brand_id, currency: brand.client.currency }
  }
  const { id, currency } = await getClientSettings(scope, client_id ?? '')
  const [first] = await listBrands(scope, id)
  if (!first) throw invalid('client_id', 'This client has no brand. Create one first.')
  return { id: first.id, currency }
}

export const restCreateSku = (scope: Scope, body: SkuCreate) =>
  inSnakeCase(async () => {
    const brand = await brandFor(scope, body)
    const dailyBudgetMicros = restBudget(body.daily_budget, brand.currency, 'daily_budget')
    const { id } = await createSku(scope, brand.id, { name: body.name, dailyBudgetMicros })
    return restGetSku(scope, id)
  })

export const restUpdateSku = (scope: Scope, id: string, body: SkuUpdate) =>
  inSnakeCase(async () => {
    const { brand, status } = await getSku(scope, id)
    const daily =
      body.daily_budget === undefined ? undefined : restBudget(body.daily_budget, brand.client.currency, 'daily_budget')
    const change = {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(daily === undefined ? {} : { dailyBudgetMicros: daily }),
    }
    await db(scope).$transaction(async (tx) => {
      await updateSku(scope, id, change, tx)
      if (body.status && body.status !== status)
        await (body.status === 'archived' ? archiveSku(scope, id, tx) : restoreSku(scope, id, tx))
    })
    return restGetSku(scope, id)
  })

/** The client's whole data as a file; leaving with it is on record. */
export async function restExportClient(scope: Scope, id: string): Promise<Response> {
  const { filename, stream } = await exportClient(scope, id, await now())
  await unsafeAudit(scope, { action: 'client.export', clientId: id, target: filename })
  const headers = {
    'content-type': 'application/x-ndjson',
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'no-store',
  }
  return new Response(stream, { headers })
}
