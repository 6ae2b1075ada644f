import 'server-only'
import type { Json } from '@/lib/connectors/define'
import type { Transaction } from '@/lib/server/prisma'
import type { Entity } from '../define'
import { createEntities, findEntity, listEntities, nextId, updateEntity } from '../store.server'
import { isRecord, type JsonObject } from './json'
import type { Kind } from './resources'

/** The account that a request works on. `unit` is the smallest amount of its currency, in micros. */
export type Account = { id: string; name: string; currency: string; timezone: string; unit: bigint }

const isJson = (value: unknown): value is Json =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) ? value.every(isJson) : isRecord(value) && Object.values(value).every(isJson))

/** The members of an object that JSON holds; `undefined` ones are left out. */
export const jsonOf = (object: JsonObject): Record<string, Json> =>
  Object.fromEntries(Object.entries(object).filter((pair): pair is [string, Json] => isJson(pair[1])))

export type Draft = { kind: Kind; id: string; parentId: string | null; name: string; data: JsonObject }

const keyOf = (kind: string, id: string): string => `${kind} ${id}`

/**
 * What a request changes, kept beside the database until all of it is known to be right. Operations see what earlier
 * ones of the same request did. `settle` keeps an operation's changes, `undo` drops them, `flush` writes all.
 */
export class Workspace {
  readonly tx: Transaction
  readonly account: Account
  readonly now: Date
  readonly #kept = new Map<string, Entity>()
  readonly #staged = new Map<string, Entity>()
  readonly #isNew = new Set<string>()
  readonly #read = new Map<string, Entity | null>()
  readonly #effects: string[] = []
  #stagedEffects: string[] = []

  constructor(tx: Transaction, account: Account, now: Date) {
    this.tx = tx
    this.account = account
    this.now = now
  }

  newId(): Promise<string> {
    return nextId(this.tx, 'google')
  }

  #local(key: string): Entity | undefined {
    return this.#staged.get(key) ?? this.#kept.get(key)
  }

  /** An entity of this account as it is now within the request. */
  async get(kind: Kind, id: string): Promise<Entity | undefined> {
    const key = keyOf(kind, id)
    const local = this.#local(key)
    if (local) return local
    let found = this.#read.get(key)
    if (found === undefined) {
      const row = await findEntity(this.tx, 'google', [kind], id)
      found = row?.accountId === this.account.id ? row : null
      this.#read.set(key, found)
    }
    return found ?? undefined
  }

  #overlaid(rows: Entity[], isWanted: (entity: Entity) => boolean): Entity[] {
    const all = new Map(rows.map((row) => [keyOf(row.kind, row.id), row]))
    for (const layer of [this.#kept, this.#staged]) for (const [key, entity] of layer) all.set(key, entity)
    return [...all.values()].filter(isWanted)
  }

  async children(kind: Kind, parentId: string): Promise<Entity[]> {
    const rows = await listEntities(this.tx, 'google', { kind, accountId: this.account.id, parentIds: [parentId] })
    return this.#overlaid(rows, (entity) => entity.kind === kind && entity.parentId === parentId)
  }

  /** Entities of the account that bear this name and are not removed. */
  async named(kind: Kind, name: string): Promise<Entity[]> {
    const where = { platform: 'google', kind, accountId: this.account.id, name }
    const ids = (await this.tx.sandboxEntity.findMany({ where, select: { id: true } })).map(({ id }) => id)
    const rows = ids.length > 0 ? await listEntities(this.tx, 'google', { kind, ids }) : []
    return this.#overlaid(
      rows,
      (entity) => entity.kind === kind && entity.name === name && entity.data['status'] !== 'REMOVED',
    )
  }

  /** Campaigns that use a budget and are not removed. */
  async campaignsOf(budgetId: string): Promise<Entity[]> {
    return (await this.children('campaign', budgetId)).filter(({ data }) => data['status'] !== 'REMOVED')
  }

  create(draft: Draft): void {
    const key = keyOf(draft.kind, draft.id)
    const { account, now } = this
    this.#isNew.add(key)
    this.#staged.set(key, { ...draft, data: jsonOf(draft.data), accountId: account.id, createdAt: now, updatedAt: now })
    this.#stagedEffects.push(`create ${key}`)
  }

  change(entity: Entity, data: JsonObject, name = entity.name, parentId = entity.parentId): void {
    const key = keyOf(entity.kind, entity.id)
    this.#staged.set(key, { ...entity, name, parentId, data: jsonOf(data), updatedAt: this.now })
    this.#stagedEffects.push(`${data['status'] === 'REMOVED' ? 'remove' : 'update'} ${key}`)
  }

  settle(): void {
    for (const [key, entity] of this.#staged) this.#kept.set(key, entity)
    this.#effects.push(...this.#stagedEffects)
    this.#staged.clear()
    this.#stagedEffects = []
  }

  undo(): void {
    for (const key of this.#staged.keys()) if (!this.#kept.has(key)) this.#isNew.delete(key)
    this.#staged.clear()
    this.#stagedEffects = []
  }

  /** Everything that the request changed and that was kept. */
  changed(): Entity[] {
    return [...this.#kept.values()]
  }

  /** Writes what was kept; returns the effects for the journal. */
  async flush(): Promise<string[]> {
    const at = this.now
    const fresh = [...this.#kept].filter(([key]) => this.#isNew.has(key)).map(([, entity]) => ({ ...entity, at }))
    await createEntities(
      this.tx,
      'google',
      fresh.map(({ kind, id, accountId, parentId, name, data }) => ({ kind, id, accountId, parentId, name, data, at })),
    )
    for (const [key, { kind, id, name, parentId, data }] of this.#kept)
      if (!this.#isNew.has(key)) await updateEntity(this.tx, 'google', kind, id, { name, parentId, data, at })
    return this.#effects
  }
}
