import 'server-only'
import type { Json } from '@/lib/connectors/define'
import type { Transaction } from '@/lib/server/prisma'
import type { Entity } from '../define'
import { listEntities } from '../store.server'
import { type Account, NODE_KINDS, type NodeKind } from './caller.server'
import { refuse } from './error'
import type { FieldNode } from './fields'
import { dict, toJson, word } from './json'
import { AD_FIELDS, IMAGE_FIELDS } from './schema/ad'
import { AD_SET_FIELDS } from './schema/ad-set'
import { CAMPAIGN_FIELDS } from './schema/campaign'
import { CREATIVE_FIELDS } from './schema/creative'
import { adSetStatus, adStatus, campaignStatus, isDisapproved, statusOf } from './status'
import { graphTime, instantFrom } from './time'

export type ViewKind = NodeKind | 'image'
export type View = Record<string, Json>

const KNOWN: Record<ViewKind, ReadonlySet<string>> = {
  campaign: new Set(CAMPAIGN_FIELDS),
  adset: new Set(AD_SET_FIELDS),
  ad: new Set(AD_FIELDS),
  creative: new Set(CREATIVE_FIELDS),
  image: new Set(IMAGE_FIELDS),
}
const NODE_TYPE: Record<ViewKind, string> = {
  campaign: 'AdCampaignGroup',
  adset: 'AdCampaign',
  ad: 'AdGroup',
  creative: 'AdCreative',
  image: 'AdImage',
}

/** What hangs above and below the entities of one answer, loaded at once for all of them. */
type Family = { byId: Map<string, Entity>; children: Map<string, Entity[]> }

const TIMES = new Set(['start_time', 'stop_time', 'end_time', 'ad_schedule_start_time', 'ad_schedule_end_time'])

function effectiveStatus(kind: ViewKind, entity: Entity, family: Family): string {
  const parent = entity.parentId ? family.byId.get(entity.parentId) : undefined
  if (kind === 'campaign') return campaignStatus(entity)
  if (kind === 'adset') return adSetStatus(entity, parent)
  return adStatus(entity, parent, parent?.parentId ? family.byId.get(parent.parentId) : undefined)
}

/** Fields that a creative's story holds and that Meta also shows at its top. */
function storyField(entity: Entity, name: string): Json | undefined {
  const story = dict(entity.data['object_story_spec'])
  const link = dict(story['link_data'] ?? story['video_data'] ?? story['photo_data'])
  const shown: Record<string, unknown> = {
    image_hash: link['image_hash'],
    title: link['name'] ?? link['title'],
    body: link['message'],
    call_to_action_type: dict(link['call_to_action'])['type'],
    actor_id: story['page_id'],
    instagram_user_id: story['instagram_user_id'],
    effective_object_story_id: story['page_id'] === undefined ? undefined : `${word(story['page_id'])}_${entity.id}`,
    object_type: 'SHARE',
  }
  return shown[name] === undefined ? undefined : toJson(shown[name])
}

function adField(entity: Entity, name: string, account: Account): Json | undefined {
  if (name === 'adset_id') return entity.parentId
  if (name === 'ad_review_feedback')
    return isDisapproved(entity)
      ? { global: { misleading_claims: 'The ad promises what cannot be proved.' } }
      : undefined
  if (name === 'issues_info' && isDisapproved(entity))
    return [
      {
        level: 'AD',
        error_code: 1359102,
        error_type: 'HARD_ERROR',
        error_summary: 'Ad disapproved',
        error_message: 'The ad promises what cannot be proved.',
      },
    ]
  if (name === 'preview_shareable_link') return `https://fb.sandbox.example/${account.id}/${entity.id}`
  return undefined
}

function own(kind: ViewKind, entity: Entity, name: string, account: Account): Json | undefined {
  if (name === 'start_time' && (kind === 'campaign' || kind === 'adset') && entity.data[name] === undefined)
    return graphTime(entity.createdAt, account.timezone)
  const value = entity.data[name]
  if (value !== undefined && TIMES.has(name) && word(value) !== '0')
    return graphTime(instantFrom(word(value), account.timezone), account.timezone)
  if (value !== undefined && name !== 'is_disapproved') return value
  if (kind === 'creative') return storyField(entity, name)
  if (kind === 'adset' && name === 'campaign_id') return entity.parentId
  if (kind === 'ad') return adField(entity, name, account)
  if (kind === 'campaign' && name === 'special_ad_category')
    return word(toList(entity.data['special_ad_categories'])[0]) || 'NONE'
  if (name === 'budget_remaining')
    return word(entity.data['daily_budget']) || word(entity.data['lifetime_budget']) || '0'
  return undefined
}

const toList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

function scalar(kind: ViewKind, entity: Entity, name: string, account: Account, family: Family): Json | undefined {
  switch (name) {
    case 'id':
      return entity.id
    case 'name':
      return entity.name
    case 'account_id':
      return entity.accountId
    case 'status':
    case 'configured_status':
      return statusOf(entity)
    case 'effective_status':
      return effectiveStatus(kind, entity, family)
    case 'created_time':
      return graphTime(entity.createdAt, account.timezone)
    case 'updated_time':
      return graphTime(entity.updatedAt, account.timezone)
    default:
      return own(kind, entity, name, account)
  }
}

const byParent = (entities: readonly Entity[]): Map<string, Entity[]> =>
  Map.groupBy(entities, ({ parentId }) => parentId ?? '')

/** Loads parents (for states and nested fields) and children (for nested edges) of entities of one kind. */
async function familyOf(
  tx: Transaction,
  kind: ViewKind,
  entities: readonly Entity[],
  nodes: readonly FieldNode[],
): Promise<Family> {
  const asked = new Set(nodes.map(({ name }) => name))
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const load = async (of: NodeKind, ids: (string | null)[]): Promise<Entity[]> => {
    const wanted = [...new Set(ids)].filter((id): id is string => id !== null && id !== '' && !byId.has(id))
    const found = wanted.length === 0 ? [] : await listEntities(tx, 'meta', { kind: of, ids: wanted })
    for (const entity of found) byId.set(entity.id, entity)
    return found
  }
  const needsParents = asked.has('effective_status') || asked.has('campaign') || asked.has('adset')
  if (kind === 'adset' && needsParents)
    await load(
      'campaign',
      entities.map(({ parentId }) => parentId),
    )
  if (kind === 'ad' && needsParents) {
    await load(
      'adset',
      entities.map(({ parentId }) => parentId),
    )
    await load(
      'campaign',
      [...byId.values()].filter((e) => e.kind === 'adset').map(({ parentId }) => parentId),
    )
  }
  if (kind === 'ad' && asked.has('creative'))
    await load(
      'creative',
      entities.map((ad) => word(dict(ad.data['creative'])['id'])),
    )
  const ids = entities.map(({ id }) => id)
  const children = new Map<string, Entity[]>()
  const edge = async (name: 'adsets' | 'ads'): Promise<void> => {
    if (!asked.has(name)) return
    const adSets = kind === 'campaign' ? await listEntities(tx, 'meta', { kind: 'adset', parentIds: ids }) : []
    const found =
      name === 'adsets'
        ? adSets
        : await listEntities(tx, 'meta', {
            kind: 'ad',
            parentIds: kind === 'campaign' ? adSets.map(({ id }) => id) : ids,
          })
    const grouped =
      name === 'ads' && kind === 'campaign' ? Map.groupBy(found, (ad) => word(ad.data['campaign_id'])) : byParent(found)
    for (const [parent, list] of grouped)
      children.set(
        `${name} ${parent}`,
        list.filter((child) => !['DELETED', 'ARCHIVED'].includes(statusOf(child))),
      )
  }
  await edge('adsets')
  await edge('ads')
  return { byId, children }
}

const isNodeKind = (kind: string): kind is NodeKind => NODE_KINDS.some((known) => known === kind)
const UNDER: Record<string, NodeKind> = { campaign: 'campaign', adset: 'adset', creative: 'creative' }

/** Nested fields: `creative{…}`, `campaign{…}`, `adsets{…}`. All entities of one answer share their queries. */
async function nested(
  tx: Transaction,
  account: Account,
  node: FieldNode,
  entities: readonly Entity[],
  family: Family,
): Promise<Map<string, Json>> {
  const result = new Map<string, Json>()
  const sub = node.sub ?? [{ name: 'id', limit: null, sub: null }]
  const single = UNDER[node.name]
  const targets = new Map<string, Entity[]>()
  for (const entity of entities) {
    const parent = entity.parentId ? family.byId.get(entity.parentId) : undefined
    const above =
      single === 'creative'
        ? family.byId.get(word(dict(entity.data['creative'])['id']))
        : parent?.kind === single
          ? parent
          : parent?.parentId
            ? family.byId.get(parent.parentId)
            : undefined
    const list = single
      ? above
        ? [above]
        : []
      : (family.children.get(`${node.name} ${entity.id}`) ?? []).slice(0, node.limit ?? 25)
    targets.set(entity.id, list)
  }
  const all = [...new Map([...targets.values()].flat().map((entity) => [entity.id, entity])).values()]
  const kind = all[0]?.kind
  const rows = kind && isNodeKind(kind) ? await views(tx, account, kind, all, sub) : []
  const shown = new Map(rows.map((row, index) => [all[index]?.id ?? '', row]))
  for (const [id, list] of targets) {
    const data = list.flatMap((target) => shown.get(target.id) ?? [])
    if (single ? data.length > 0 : true) result.set(id, single ? (data[0] ?? null) : { data })
  }
  return result
}

/** Entities as the Graph API shows them: the fields asked for that have a value, and always the id. */
export async function views(
  tx: Transaction,
  account: Account,
  kind: ViewKind,
  entities: readonly Entity[],
  nodes: readonly FieldNode[],
): Promise<View[]> {
  const unknown = nodes.find(({ name }) => !KNOWN[kind].has(name))
  if (unknown)
    refuse({
      message: `(#100) Tried accessing nonexisting field (${unknown.name}) on node type (${NODE_TYPE[kind]})`,
      code: 100,
    })
  if (entities.length === 0) return []
  const family = await familyOf(tx, kind, entities, nodes)
  const isNested = ({ name, sub }: FieldNode): boolean =>
    ['adsets', 'ads', 'campaign', 'adset'].includes(name) || (name === 'creative' && kind === 'ad' && sub !== null)
  const deeper = new Map<string, Map<string, Json>>()
  for (const node of nodes.filter(isNested)) deeper.set(node.name, await nested(tx, account, node, entities, family))
  return entities.map((entity) => {
    const view: View = {}
    for (const node of nodes) {
      const value = isNested(node)
        ? deeper.get(node.name)?.get(entity.id)
        : scalar(kind, entity, node.name, account, family)
      if (value !== undefined && value !== null) view[node.name] = value
    }
    view['id'] ??= entity.id
    return view
  })
}
