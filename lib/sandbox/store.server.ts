import 'server-only'
import type { Json } from '@/lib/connectors/define'
import type { Transaction } from '@/lib/server/prisma'
import type { Entity, SandboxPlatform } from './define'

type Key = SandboxPlatform['key']

/** Where a platform's ids begin: Meta writes 18 digits, Google 11. One number serves all kinds, as at Meta. */
const FIRST_ID: Record<Key, bigint> = { meta: 120_210_000_000_000_000n, google: 21_000_000_000n }

/**
 * Fresh ids, in order. They come from one database sequence for every kind, so that two never meet,
 * not even when two requests run at once or one is undone.
 */
export async function nextIds(tx: Transaction, platform: Key, count = 1): Promise<string[]> {
  const rows = await tx.$queryRaw<{ n: bigint }[]>`
    select nextval(pg_get_serial_sequence('sandbox_journal', 'seq')) as n from generate_series(1, ${count}::int)`
  return rows.map(({ n }) => (FIRST_ID[platform] + n).toString())
}

export async function nextId(tx: Transaction, platform: Key): Promise<string> {
  const [id] = await nextIds(tx, platform)
  if (id === undefined) throw new RangeError('The sequence gave no id.')
  return id
}

const isRecord = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Row = Omit<Entity, 'data'> & { data: unknown }
const entity = (row: Row): Entity => ({ ...row, data: isRecord(row.data) ? row.data : {} })
const columns = {
  kind: true,
  id: true,
  accountId: true,
  parentId: true,
  name: true,
  data: true,
  createdAt: true,
  updatedAt: true,
} as const

export type NewEntity = Pick<Entity, 'kind' | 'id' | 'accountId' | 'name' | 'data'> & {
  parentId?: string | null
  at: Date
}

/** Keeps new entities; one that exists already stays as it is. Returns how many were new. */
export async function createEntities(tx: Transaction, platform: Key, entities: NewEntity[]): Promise<number> {
  const data = entities.map(({ at, ...rest }) => ({ ...rest, platform, createdAt: at, updatedAt: at }))
  return (await tx.sandboxEntity.createMany({ data, skipDuplicates: true })).count
}

/** The entity of that id among some kinds (the platforms' ids do not tell the kind). */
export async function findEntity(
  tx: Transaction,
  platform: Key,
  kinds: readonly string[],
  id: string,
): Promise<Entity | undefined> {
  const row = await tx.sandboxEntity.findFirst({ where: { platform, kind: { in: [...kinds] }, id }, select: columns })
  return row ? entity(row) : undefined
}

/** As `findEntity`, and nobody else changes it until this transaction ends. */
export async function lockEntity(
  tx: Transaction,
  platform: Key,
  kinds: readonly string[],
  id: string,
): Promise<Entity | undefined> {
  await tx.$queryRaw`select 1 from sandbox_entity where platform = ${platform} and kind = any(${[...kinds]}) and id = ${id} for update`
  return findEntity(tx, platform, kinds, id)
}

export type EntityFilter = {
  kind: string
  accountId?: string
  parentIds?: readonly string[]
  ids?: readonly string[]
  /** Ids greater than this one, for cursors. */
  after?: string
  limit?: number
}

/** Entities in the order of their ids. */
export async function listEntities(tx: Transaction, platform: Key, filter: EntityFilter): Promise<Entity[]> {
  const rows = await tx.sandboxEntity.findMany({
    where: {
      platform,
      kind: filter.kind,
      accountId: filter.accountId,
      parentId: filter.parentIds && { in: [...filter.parentIds] },
      id: { in: filter.ids && [...filter.ids], gt: filter.after },
    },
    orderBy: { id: 'asc' },
    take: filter.limit,
    select: columns,
  })
  return rows.map(entity)
}

/** Changes an entity; `data` replaces the whole value, so lock the entity before reading what it builds on. */
export async function updateEntity(
  tx: Transaction,
  platform: Key,
  kind: string,
  id: string,
  change: { name?: string; data?: Record<string, Json>; parentId?: string | null; at: Date },
): Promise<void> {
  const { at, ...rest } = change
  await tx.sandboxEntity.update({
    where: { platform_kind_id: { platform, kind, id } },
    data: { ...rest, updatedAt: at },
    select: { id: true },
  })
}
