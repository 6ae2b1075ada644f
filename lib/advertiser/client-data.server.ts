import 'server-only'
import { within, withinClients, type Scope } from '@/lib/access/scope'
import { freeSlug, isSlug, slugStem } from '@/lib/agency/slug'
import { AppError, invalid, notFound } from '@/lib/core/errors'
import { atOnce, db, type Transaction } from '@/lib/server/prisma'
import { parseGoal } from './goal'
import { after, pageArguments, type PageQuery } from './page'
import type { ClientEdit, ClientForm, ClientNaming } from './schema'

/** What anybody who sees a client may know of it, its viewer too. */
const SUMMARY = {
  id: true,
  slug: true,
  name: true,
  industry: true,
  currency: true,
  timezone: true,
  status: true,
  goalMetric: true,
  goalValue: true,
} as const

const one = (scope: Scope, id: string) => ({ AND: [withinClients(scope), { id }] })

export type LifeFilter = 'active' | 'archived' | 'all'
const lives = (status: LifeFilter) => (status === 'all' ? {} : { status })

/** The client of a URL. Throws `not_found` for an unknown slug and for one that the scope does not see. */
export async function requireClient(scope: Scope, slug: string) {
  const client = isSlug(slug)
    ? await db(scope).client.findFirst({ where: { AND: [withinClients(scope), { slug }] }, select: SUMMARY })
    : null
  if (!client) throw notFound('This client')
  return client
}
export type ClientSummary = Awaited<ReturnType<typeof requireClient>>

/** Clients by name, for the switcher and tables. */
export const listClients = (scope: Scope, status: LifeFilter = 'active') =>
  db(scope).client.findMany({
    where: { AND: [withinClients(scope), lives(status)] },
    select: SUMMARY,
    orderBy: { name: 'asc' },
  })

/** Whole rows in the order of their ids, one more than the page holds. */
export const listClientPage = (scope: Scope, page: PageQuery, status: LifeFilter) =>
  db(scope).client.findMany({
    where: { AND: [withinClients(scope), lives(status), after(page)] },
    ...pageArguments(page),
  })

/** A client with its settings. Throws `not_found`. */
export async function getClientSettings(scope: Scope, id: string, tx: Transaction = db(scope)) {
  const client = await tx.client.findFirst({ where: one(scope, id) })
  if (!client) throw notFound('This client')
  return client
}
export type ClientSettings = Awaited<ReturnType<typeof getClientSettings>>

/** Campaigns that are on and ad accounts of each client, by the client's id. */
export async function countByClient(scope: Scope): Promise<Map<string, { campaignsOn: number; adAccounts: number }>> {
  const [campaigns, accounts] = await Promise.all([
    db(scope).campaign.groupBy({
      by: ['clientId'],
      where: { AND: [within(scope), { desiredOn: true }] },
      _count: true,
    }),
    db(scope).adAccount.groupBy({
      by: ['clientId'],
      where: { AND: [within(scope), { clientId: { not: null } }] },
      _count: true,
    }),
  ])
  const counts = new Map<string, { campaignsOn: number; adAccounts: number }>()
  const of = (id: string) => counts.get(id) ?? { campaignsOn: 0, adAccounts: 0 }
  for (const { clientId, _count } of campaigns) counts.set(clientId, { ...of(clientId), campaignsOn: _count })
  for (const { clientId, _count } of accounts)
    if (clientId) counts.set(clientId, { ...of(clientId), adAccounts: _count })
  return counts
}

/** A form's goal as columns; the schema has refused what cannot be read. */
function goalColumns({ goalMetric, goalValue, currency }: Pick<ClientForm, 'goalMetric' | 'goalValue' | 'currency'>) {
  if (!goalMetric) return { goalMetric: null, goalValue: null }
  const goal = parseGoal(goalMetric, goalValue, currency)
  if (!goal.ok) throw invalid('goalValue', goal.error)
  return { goalMetric, goalValue: goal.value }
}

/**
 * Creates a client with its default brand and SKU, all or none.
 * Throws `forbidden` for a member of chosen clients only, who could not see the new one.
 */
export async function createClient(scope: Scope, form: ClientForm): Promise<{ id: string; slug: string }> {
  if (scope.clientIds !== 'all')
    throw new AppError(
      'forbidden',
      'You see chosen clients only, so you cannot create one. Ask an owner or admin to do it.',
    )
  const { name, industry, currency, timezone, website } = form
  const { agencyId } = scope
  return db(scope).$transaction(async (tx) => {
    const like = await tx.client.findMany({
      where: { agencyId, slug: { startsWith: slugStem(name, 'client') } },
      select: { slug: true },
    })
    const slug = freeSlug(name, new Set(like.map((row) => row.slug)), 'client')
    const columns = {
      agencyId,
      slug,
      name,
      industry,
      currency,
      timezone,
      website: website || null,
      ...goalColumns(form),
    }
    const client = await tx.client.create({ data: columns })
    const owner = { agencyId, clientId: client.id, isDefault: true }
    const brand = await tx.brand.create({ data: { ...owner, name, slug: 'default' } })
    await tx.sku.create({ data: { ...owner, brandId: brand.id, name: 'General', slug: 'default' } })
    return { id: client.id, slug }
  })
}

/** Why a client's currency is fixed, in words; undefined while nothing is counted in it yet. */
export async function currencyLock(
  scope: Scope,
  clientId: string,
  tx: Transaction = db(scope),
): Promise<string | undefined> {
  const where = { AND: [within(scope), { clientId }] }
  const campaigns = await tx.campaign.count({ where })
  if (campaigns > 0)
    return `The currency stays, because ${campaigns === 1 ? 'a campaign has' : `${campaigns} campaigns have`} amounts in it.`
  const brand = await tx.brand.findFirst({
    where: { AND: [where, { OR: [{ monthlyBudgetMicros: { not: null } }, { dailyBudgetMicros: { not: null } }] }] },
  })
  const named = brand ?? (await tx.sku.findFirst({ where: { AND: [where, { dailyBudgetMicros: { not: null } }] } }))
  return named ? `The currency stays, because ${named.name} has a budget in it. Remove that budget first.` : undefined
}

/** Changes a client. The slug stays, so that links keep working. Throws `invalid` for a currency that is fixed. */
export const updateClient = (scope: Scope, edit: ClientEdit, open?: Transaction): Promise<void> =>
  atOnce(scope, open, async (tx) => {
    const client = await tx.client.findFirst({ where: one(scope, edit.clientId) })
    if (!client) throw notFound('This client')
    const lock = client.currency === edit.currency ? undefined : await currencyLock(scope, client.id, tx)
    if (lock) throw invalid('currency', lock)
    const { name, industry, currency, timezone, website } = edit
    const data = { name, industry, currency, timezone, website: website || null, ...goalColumns(edit) }
    await tx.client.update({ where: { id: client.id, AND: [withinClients(scope)] }, data })
  })

export async function updateNaming(
  scope: Scope,
  { clientId, namingPattern, utm }: ClientNaming,
  tx: Transaction = db(scope),
): Promise<void> {
  await tx.client.update({ where: { id: clientId, AND: [withinClients(scope)] }, data: { namingPattern, utm } })
}

/** Throws `conflict` while campaigns are on: archiving or deleting must not leave spend without an owner. */
export async function requireNothingOn(
  tx: Transaction,
  scope: Scope,
  where: { clientId: string } | { brandId: string } | { skuId: string },
): Promise<void> {
  const on = await tx.campaign.count({ where: { AND: [within(scope), where, { desiredOn: true }] } })
  if (on > 0)
    throw new AppError(
      'conflict',
      `${on === 1 ? 'One campaign is' : `${on} campaigns are`} on. Pause ${on === 1 ? 'it' : 'them'} first.`,
    )
}

/** Takes a client out of lists and automation. Nothing is deleted. Throws `conflict` while campaigns are on. */
export const archiveClient = (scope: Scope, clientId: string, open?: Transaction): Promise<void> =>
  atOnce(scope, open, async (tx) => {
    await requireNothingOn(tx, scope, { clientId })
    await tx.client.update({ where: { id: clientId, AND: [withinClients(scope)] }, data: { status: 'archived' } })
  })

export async function restoreClient(scope: Scope, clientId: string, tx: Transaction = db(scope)): Promise<void> {
  await tx.client.update({ where: { id: clientId, AND: [withinClients(scope)] }, data: { status: 'active' } })
}
