import 'server-only'
import { AppError } from '@/lib/core/errors'
import { splitMicros } from '@/lib/core/money'
import {
  type Caller,
  ConnectorError,
  type Connector,
  type ExternalIds,
  type MediaLoader,
  type PlannedWrite,
  type ReadBack,
} from '../define'
import type { Http } from '../http.server'
import { at, decimal, type Dict, dict, dicts, isDict, text } from '../json'
import { accessOf, metaCall, node, rows } from './client.server'
import { differencesAtMeta, READ_BACK_FIELDS } from './compare'
import { statusOf } from './map'
import { fromMinor, toMinor } from './money'
import { accountPath } from './plan'

type Writes = Pick<Connector, 'send' | 'find' | 'readBack' | 'setStatus' | 'getStatus' | 'setBudget'>

export function metaWrites(http: Http): Writes {
  return {
    send: (caller, write, loadMedia) => send(http, caller, write, loadMedia),
    find: (caller, write) => find(http, caller, write),
    readBack: (caller, write, ids) => readBack(http, caller, write, ids),
    setStatus: async (caller, { externalId }, isOn) => {
      await metaCall(http, accessOf(caller), externalId, {
        method: 'POST',
        body: { status: isOn ? 'ACTIVE' : 'PAUSED' },
      })
    },
    getStatus: async (caller, { externalId }) => {
      const found = dict(await node(http, accessOf(caller), externalId, 'id,status,effective_status'))
      return { isOn: text(found['status']) === 'ACTIVE', platformStatus: statusOf(found) }
    },
    setBudget: (caller, target, amountMicros) => setBudget(http, caller, target, amountMicros),
  }
}

/** Sets the budget where it is owned. That of several ad sets is shared out among them as they stand to each other. */
async function setBudget(
  http: Http,
  caller: Caller,
  target: Parameters<Writes['setBudget']>[1],
  amountMicros: bigint,
): Promise<void> {
  const { level, externalId, type } = target
  if (level === 'shared')
    throw new ConnectorError(
      'unsupported',
      'Meta has no shared budgets. Import the campaign again, so that its budget is known.',
    )
  const access = accessOf(caller)
  const { currency } = caller.account
  const field = type === 'daily' ? 'daily_budget' : 'lifetime_budget'
  const set = (id: string, micros: bigint) =>
    metaCall(http, access, id, { method: 'POST', body: { [field]: toMinor(micros, currency).toString() } })
  const ids = externalId.split(',').filter(Boolean)
  if (ids.length < 2) {
    await set(externalId, amountMicros)
    return
  }
  const current: number[] = []
  for (const id of ids) current.push(decimal(at(await node(http, access, id, `id,${field}`), field)))
  const parts = splitMicros(
    amountMicros,
    current.some((share) => share > 0) ? current : ids.map(() => 1),
    fromMinor(1n, currency),
  )
  for (const [index, id] of ids.entries()) await set(id, parts[index] ?? 0n)
}

const entityOf = (write: PlannedWrite): PlannedWrite['entities'][number] => {
  const [entity] = write.entities
  if (!entity) throw new RangeError(`The write ${write.key} names no entity.`)
  return entity
}

/** The ids of one made object, by entity. A campaign or unit that owns a budget is also where the budget is set. */
function idsFor(write: PlannedWrite, id: string): ExternalIds {
  const { kind, key } = entityOf(write)
  const body = at(write.request, 'body')
  const ownsBudget = at(body, 'daily_budget') !== undefined || at(body, 'lifetime_budget') !== undefined
  return { [`${key}.${kind}`]: id, ...(ownsBudget ? { [`${key}.budget`]: id } : {}) }
}

async function send(http: Http, caller: Caller, write: PlannedWrite, loadMedia: MediaLoader): Promise<ExternalIds> {
  const path = text(at(write.request, 'path'))
  const access = accessOf(caller)
  if (write.kind === 'meta.image') {
    const answer = await metaCall(http, access, path, { method: 'POST', body: await pictureForm(write, loadMedia) })
    const [image] = dicts(Object.values(dict(at(answer.json, 'images'))))
    return idsFor(write, given(text(image?.['hash'])))
  }
  const answer = await metaCall(http, access, path, { method: 'POST', body: dict(at(write.request, 'body')) })
  return write.phase === 'activate' ? {} : idsFor(write, given(text(at(answer.json, 'id'))))
}

const given = (id: string): string => {
  if (id) return id
  throw new ConnectorError(
    'outcome_unknown',
    'Meta answered without an id. Paceline looks it up before anything is sent again.',
  )
}

async function pictureForm(write: PlannedWrite, loadMedia: MediaLoader): Promise<FormData> {
  const { bytes, mime } = await loadMedia(text(at(write.request, 'image', 'hash')))
  const form = new FormData()
  form.append(write.name, new Blob([Uint8Array.from(bytes)], { type: mime }), write.name)
  return form
}

/**
 * By exact name among the parent's children; pictures by the name that is their content. A picture that came there
 * under another name is uploaded again, which makes no second one: Meta knows pictures by what is in them.
 */
async function find(http: Http, caller: Caller, write: PlannedWrite): Promise<ExternalIds | undefined> {
  const access = accessOf(caller)
  const act = accountPath(caller.account.externalId)
  if (write.phase === 'activate') {
    const found = dict(await node(http, access, text(at(write.request, 'path')), 'id,status'))
    return text(found['status']) === 'ACTIVE' ? {} : undefined
  }
  const named = (list: Dict[]): Dict | undefined => list.find((row) => text(row['name']) === write.name)
  if (write.kind === 'meta.image') {
    const image = named(await rows(http, access, `${act}/adimages`, { fields: 'hash,name', name: write.name }))
    return image && idsFor(write, text(image['hash']))
  }
  const row = named(await rows(http, access, edgeOf(write, act), { fields: 'id,name' }))
  return row && idsFor(write, text(row['id']))
}

function edgeOf(write: PlannedWrite, act: string): string {
  const body = at(write.request, 'body')
  const parent = (field: string): string => {
    const id = at(body, field)
    if (typeof id !== 'string')
      throw new AppError('conflict', `The write ${write.key} cannot be looked up before the id of its parent is known.`)
    return id
  }
  if (write.kind === 'meta.campaign') return `${act}/campaigns`
  if (write.kind === 'meta.adset') return `${parent('campaign_id')}/adsets`
  if (write.kind === 'meta.ad') return `${parent('adset_id')}/ads`
  return `${act}/adcreatives`
}

async function readBack(http: Http, caller: Caller, write: PlannedWrite, ids: ExternalIds): Promise<ReadBack> {
  const access = accessOf(caller)
  const { key, kind } = entityOf(write)
  if (write.kind === 'meta.image') {
    const hash = ids[`${key}.image`] ?? ''
    const images = await rows(http, access, `${accountPath(caller.account.externalId)}/adimages`, {
      fields: 'hash,name,status',
      hashes: [hash],
    })
    const image = images.find((row) => text(row['hash']) === hash)
    return {
      platformStatus: text(image?.['status']) || (image ? 'ACTIVE' : 'MISSING'),
      differences: image ? [] : [{ field: 'picture', sent: write.name, found: null }],
    }
  }
  if (write.phase === 'activate') {
    const found = dict(await node(http, access, text(at(write.request, 'path')), 'id,status,effective_status'))
    const status = text(found['status'])
    return {
      platformStatus: statusOf(found),
      differences: status === 'ACTIVE' ? [] : [{ field: 'status', sent: 'ACTIVE', found: status }],
    }
  }
  const found = await node(http, access, ids[`${key}.${kind}`] ?? '', READ_BACK_FIELDS[write.kind] ?? 'id,name')
  if (!isDict(found))
    return { platformStatus: 'MISSING', differences: [{ field: write.label, sent: write.name, found: null }] }
  return {
    platformStatus: statusOf(found),
    differences: differencesAtMeta(write.kind, dict(at(write.request, 'body')), found),
  }
}
