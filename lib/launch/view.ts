import { withoutMarker } from '@/lib/ad/marker'
import type { FaultClass, PlannedWrite } from '@/lib/connectors/define'
import type { WriteState } from './progress'

/** One write as it stands, with what the platform answered. Instants as ISO text, so that it travels as JSON. */
export type Written = {
  id: string
  adAccountId: string
  platform: string
  accountName: string
  write: PlannedWrite
  state: WriteState
  sentAt: string | null
  doneAt: string | null
  readBackAt: string | null
  differences: { field: string; sent: unknown; found: unknown }[]
  error: {
    fault: FaultClass
    ours: string
    platform: { message: string; title?: string; code?: string; subcode?: string; field?: string } | null
  } | null
}

export type RowState = 'waiting' | 'sending' | 'asking' | 'created' | 'live' | 'failed' | 'left_out'

/** One thing of a launch as people know it: a campaign, an ad set, an ad. */
export type LaunchRow = {
  key: string
  kind: 'campaign' | 'unit' | 'ad'
  label: string
  name: string
  /** 0 campaign, 1 audience, 2 ad. */
  depth: 0 | 1 | 2
  state: RowState
  at: string | null
  readBackAt: string | null
  differences: Written['differences']
  /** The write that failed: what a retry sends, and what is left out. */
  failed: { writeId: string; label: string; name: string; error: NonNullable<Written['error']> } | null
  /** Why it has not gone through yet, while it is tried again without anybody's doing. */
  trouble: Written['error']
}

export type LaunchAccount = {
  adAccountId: string
  platform: string
  accountName: string
  state: 'live' | 'in_progress' | 'off'
  failed: number
  rows: LaunchRow[]
}

const LABELS: Record<string, Record<LaunchRow['kind'], string>> = {
  google_ads: { campaign: 'Campaign', unit: 'Ad group', ad: 'Search ad' },
  meta_ads: { campaign: 'Campaign', unit: 'Ad set', ad: 'Ad' },
}
const DEPTH = { campaign: 0, unit: 1, ad: 2 } as const

/** What became of each thing, account by account, in the order in which they hang together. */
export function launchAccounts(all: readonly Written[]): LaunchAccount[] {
  const ids = [...new Set(all.map((each) => each.adAccountId))]
  return ids.flatMap((adAccountId): LaunchAccount[] => {
    const own = all.filter((each) => each.adAccountId === adAccountId)
    const [first] = own
    if (!first) return []
    const made = ordered(own).map((thing) => rowOf(thing, own))
    const campaigns = made.filter((row) => row.kind === 'campaign')
    const isLive = campaigns.length > 0 && campaigns.every((row) => row.state === 'live')
    // An ad that is switched on below a campaign that is off shows to nobody.
    const rows = isLive ? made : made.map((row) => (row.state === 'live' ? { ...row, state: 'created' as const } : row))
    const failed = own.filter(({ state }) => state === 'failed').length
    const isOpen = own.some(({ state }) => state === 'pending' || state === 'sending' || state === 'unknown')
    const state = isLive ? 'live' : isOpen && failed === 0 ? 'in_progress' : 'off'
    return [{ adAccountId, platform: first.platform, accountName: first.accountName, state, failed, rows }]
  })
}

type Thing = { kind: LaunchRow['kind']; key: string; name: string }

/** Campaigns, below them their audiences, below those their ads; by who is created with or after whom. */
function ordered(own: readonly Written[]): Thing[] {
  const creates = own.filter(({ write }) => write.phase === 'create')
  const things = (kind: Thing['kind']): (Thing & { write: PlannedWrite })[] =>
    creates.flatMap(({ write }) =>
      write.entities.flatMap((e) => (e.kind === kind ? [{ kind, key: e.key, name: e.name, write }] : [])),
    )
  const units = things('unit')
  const ads = things('ad')
  const below = (unit: PlannedWrite, ad: PlannedWrite): boolean => ad.dependsOn.includes(unit.key)
  const placed = units.flatMap((unit) => [unit, ...ads.filter((ad) => below(unit.write, ad.write))])
  const loose = ads.filter((ad) => !placed.includes(ad))
  return [...things('campaign'), ...placed, ...loose].map(({ kind, key, name }) => ({
    kind,
    key,
    name: withoutMarker(name),
  }))
}

const FIRST: WriteState[] = ['failed', 'unknown', 'sending', 'pending', 'left_out', 'done']

function rowOf({ kind, key, name }: Thing, own: readonly Written[]): LaunchRow {
  const creates = own.filter(({ write }) => write.phase === 'create')
  const made = creates.find(({ write }) => write.entities.some((e) => e.kind === kind && e.key === key))
  const needs = kind === 'ad' && made ? preparations(made, creates) : []
  const switched = own.find(
    ({ write }) => write.phase === 'activate' && write.entities.some((e) => e.kind === kind && e.key === key),
  )
  const steps = [...needs, made, switched].flatMap((each) => each ?? [])
  const failed = steps.find(({ state }) => state === 'failed')
  const open = steps.find(({ state, error }) => error && (state === 'pending' || state === 'unknown'))
  return {
    key,
    kind,
    name,
    label: LABELS[own[0]?.platform ?? '']?.[kind] ?? kind,
    depth: DEPTH[kind],
    state: stateOf(needs, made, switched, creates),
    at: steps.findLast(({ doneAt }) => doneAt)?.doneAt ?? steps.findLast(({ sentAt }) => sentAt)?.sentAt ?? null,
    readBackAt: (switched?.state === 'done' ? switched.readBackAt : made?.readBackAt) ?? null,
    differences: [...(made?.differences ?? []), ...(switched?.differences ?? [])],
    failed: failed?.error
      ? { writeId: failed.id, label: failed.write.label, name: withoutMarker(failed.write.name), error: failed.error }
      : null,
    trouble: failed ? null : (open?.error ?? null),
  }
}

/** The picture and the content that an ad is made of: their fault is the ad's. */
function preparations(made: Written, creates: readonly Written[]): Written[] {
  const found: Written[] = []
  const walk = (each: Written): void => {
    for (const need of creates)
      if (
        each.write.dependsOn.includes(need.write.key) &&
        need.write.entities.every((e) => e.kind === 'image' || e.kind === 'creative') &&
        !found.includes(need)
      ) {
        found.push(need)
        walk(need)
      }
  }
  walk(made)
  return found.reverse()
}

function stateOf(
  needs: readonly Written[],
  made: Written | undefined,
  switched: Written | undefined,
  creates: readonly Written[],
): RowState {
  if (switched?.state === 'done') return 'live'
  const making = [...needs, made].flatMap((each) => each ?? [])
  const worst = FIRST.find((state) => making.some((each) => each.state === state)) ?? 'pending'
  const state = worst === 'done' && switched ? (switched.state === 'pending' ? 'done' : switched.state) : worst
  switch (state) {
    case 'failed':
      return 'failed'
    case 'unknown':
      return 'asking'
    case 'sending':
      return 'sending'
    case 'left_out':
      return 'left_out'
    case 'pending':
      return isHalfMade(making, made, creates) ? 'sending' : 'waiting'
    case 'done':
      return 'created'
  }
}

/** Its own content is there and nothing that it stands on is missing: what is left comes next. */
const isHalfMade = (making: readonly Written[], made: Written | undefined, creates: readonly Written[]): boolean =>
  making.some(({ state, write }) => state === 'done' && write.entities.some(({ kind }) => kind === 'creative')) &&
  (made?.write.dependsOn ?? []).every((key) => creates.find(({ write }) => write.key === key)?.state === 'done')

export type LaunchCount = { total: number; done: number; inProgress: number; failed: number; leftOut: number }

/** How many things are through. A campaign that waits to be switched on last is not. */
export function countRows(accounts: readonly LaunchAccount[]): LaunchCount {
  const rows = accounts.flatMap((account) => account.rows)
  const of = (...states: RowState[]): number => rows.filter((row) => states.includes(row.state)).length
  return {
    total: rows.length,
    done: of('live', 'created'),
    inProgress: of('sending', 'asking'),
    failed: of('failed'),
    leftOut: of('left_out'),
  }
}
