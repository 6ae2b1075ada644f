import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { AdDraft } from '@/lib/ad/schema'
import { AppError, notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'
import type { StoredBuild } from './schema'

type Row = {
  id: string
  clientId: string
  skuId: string
  name: string
  status: StoredBuild['status']
  revision: number
  draft: unknown
  updatedAt: Date
}

/** A row as the browser gets it. Drafts that were stored before a field existed get its default. */
export const storedBuild = (row: Row): StoredBuild => ({
  id: row.id,
  clientId: row.clientId,
  skuId: row.skuId,
  name: row.name,
  status: row.status,
  revision: row.revision,
  draft: AdDraft.parse(row.draft),
  updatedAt: row.updatedAt.toISOString(),
})

const one = (scope: Scope, id: string) => ({ AND: [within(scope), { id }] })

/** A draft of the scope. Throws `not_found`. */
export async function requireBuild(scope: Scope, id: string): Promise<StoredBuild> {
  const row = await db(scope).build.findFirst({ where: one(scope, id) })
  if (!row) throw notFound('This draft')
  return storedBuild(row)
}

export type BuildListItem = {
  id: string
  clientId: string
  name: string
  status: StoredBuild['status']
  objective: AdDraft['objective']
  platforms: string[]
  ads: number
  sku: string
  author: string | null
  updatedAt: Date
}

/** A client's drafts, the newest change first; archived ones only when asked for. */
export async function listBuilds(
  scope: Scope,
  clientId: string,
  filter: { archived: boolean },
): Promise<BuildListItem[]> {
  const rows = await db(scope).build.findMany({
    where: { AND: [within(scope), { clientId, status: filter.archived ? 'archived' : { not: 'archived' } }] },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: 500,
  })
  const [skus, people] = await Promise.all([
    db(scope).sku.findMany({ where: { AND: [within(scope), { clientId }] }, select: { id: true, name: true } }),
    authorNames(
      scope,
      rows.flatMap((row) => row.createdById ?? []),
    ),
  ])
  const skuNames = new Map(skus.map((sku) => [sku.id, sku.name]))
  return rows.map((row) => {
    const draft = AdDraft.parse(row.draft)
    return {
      id: row.id,
      clientId: row.clientId,
      name: row.name,
      status: row.status,
      objective: draft.objective,
      platforms: [...new Set(draft.connections.map((connection) => connection.platform))],
      ads: draft.ads.length,
      sku: skuNames.get(row.skuId) ?? '',
      author: (row.createdById && people.get(row.createdById)) || null,
      updatedAt: row.updatedAt,
    }
  })
}

async function authorNames(scope: Scope, ids: string[]): Promise<Map<string, string>> {
  const rows = await db(scope).membership.findMany({
    where: { agencyId: scope.agencyId, userId: { in: [...new Set(ids)] } },
    select: { userId: true, user: { select: { name: true } } },
  })
  return new Map(rows.map((row) => [row.userId, row.user.name]))
}

/** How many drafts a client has, open and archived. */
export async function countBuilds(scope: Scope, clientId: string): Promise<{ open: number; archived: number }> {
  const where = { AND: [within(scope), { clientId }] }
  const [all, archived] = await Promise.all([
    db(scope).build.count({ where }),
    db(scope).build.count({ where: { AND: [...where.AND, { status: 'archived' }] } }),
  ])
  return { open: all - archived, archived }
}

/** Takes a draft out of the list. Throws `conflict` while it is being launched. */
export async function archiveBuild(scope: Scope, id: string): Promise<void> {
  const { count } = await db(scope).build.updateMany({
    where: { AND: [within(scope), { id, status: { not: 'launching' } }] },
    data: { status: 'archived' },
  })
  if (count === 1) return
  await requireBuild(scope, id)
  throw new AppError('conflict', 'This draft is being launched. Archive it when the launch is over.')
}

const AFTER_LAUNCH = {
  queued: 'launching',
  running: 'launching',
  done: 'launched',
  partly: 'partly',
  failed: 'failed',
} as const

/** Brings an archived draft back, with the state that its launch left it in. */
export async function unarchiveBuild(scope: Scope, id: string): Promise<void> {
  const row = await db(scope).build.findFirst({
    where: one(scope, id),
    include: { launch: { select: { status: true } } },
  })
  if (!row) throw notFound('This draft')
  if (row.status !== 'archived') return
  await db(scope).build.updateMany({
    where: { AND: [within(scope), { id, status: 'archived' }] },
    data: { status: row.launch ? AFTER_LAUNCH[row.launch.status] : 'draft' },
  })
}
