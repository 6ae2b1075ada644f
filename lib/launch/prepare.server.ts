import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import type { Issue } from '@/lib/ad/issue'
import { resolve, type ResolveContext } from '@/lib/ad/resolve'
import type { AccountRef } from '@/lib/ad/spec'
import { resolveContext } from '@/lib/build/context.server'
import type { StoredBuild } from '@/lib/build/schema'
import { limits } from '@/lib/connectors/limits'
import type { PlannedWrite } from '@/lib/connectors/define'
import { connectorFor } from '@/lib/connectors/registry.server'
import { AppError } from '@/lib/core/errors'
import { platformName } from '@/lib/integration/schema'
import { payloadHash } from '@/lib/server/crypto'
import { db, type Transaction } from '@/lib/server/prisma'
import { adId, keyed, type AdVersions, type Keyed } from './key'
import { replan, type Recorded, type Replan } from './replan'
import type { WriteError } from './write-error'
import { plannedOf } from './write.server'

/** What one account would get, and what of it has to be done. */
export type Part = { account: AccountRef; keyed: Keyed | null; writes: PlannedWrite[]; plan: Replan }

/** A draft as the platforms would get it. `reasons`: why it cannot be launched; then `parts` may be empty. */
export type Prepared = {
  context: ResolveContext
  issues: Issue[]
  reasons: string[]
  /** What a platform will do otherwise than the draft says. */
  notes: string[]
  parts: Part[]
  /** Of all writes, those included that are done; null while the draft cannot be planned. */
  hash: string | null
}

type Draft = Pick<StoredBuild, 'id' | 'clientId' | 'skuId' | 'draft'>

const same = (a: unknown, b: unknown): boolean => payloadHash(a) === payloadHash(b)

const uncertain = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'fault' in error && (error as WriteError).fault === 'outcome_unknown'

type RecordedRow = Recorded & { account: AccountRef }

async function recordedWrites(scope: Scope, buildId: string, tx: Transaction): Promise<RecordedRow[]> {
  const rows = await tx.platformWrite.findMany({
    where: { AND: [within(scope), { launch: { buildId } }] },
    orderBy: { seq: 'asc' },
  })
  const accounts = await tx.adAccount.findMany({
    where: { AND: [within(scope), { id: { in: rows.map((row) => row.adAccountId) } }] },
  })
  const refs = new Map(
    accounts.map(({ id, platform, externalId, loginExternalId, name, currency, timezone }) => [
      id,
      {
        id,
        platform: platform === 'google_ads' ? ('google_ads' as const) : ('meta_ads' as const),
        externalId,
        loginExternalId,
        name,
        currency,
        timezone,
      },
    ]),
  )
  return rows.flatMap((row) => {
    const account = refs.get(row.adAccountId)
    return account
      ? [{ id: row.id, state: row.state, isUncertain: uncertain(row.error), write: plannedOf(row), account }]
      : []
  })
}

/** The newest content of each ad that earlier launches recorded. */
async function adVersions(scope: Scope, buildId: string, tx: Transaction): Promise<Map<string, number>> {
  const rows = await tx.creative.findMany({
    where: { AND: [within(scope), { unit: { campaign: { buildId } } }] },
    select: { version: true, content: true },
  })
  const versions = new Map<string, number>()
  for (const { version, content } of rows) {
    const id = typeof content === 'object' && content !== null && 'adId' in content ? content['adId'] : undefined
    if (typeof id === 'string') versions.set(id, Math.max(version, versions.get(id) ?? 1))
  }
  return versions
}

/** Pictures that the draft names and the client's library does not have: nothing could be uploaded. */
async function missingPictures(scope: Scope, { clientId, draft }: Draft, tx: Transaction): Promise<string[]> {
  const media = draft.ads.flatMap((ad) =>
    [ad.fields, ...Object.values(ad.overrides)].flatMap((fields) => fields.media ?? []),
  )
  const rows = await tx.mediaAsset.findMany({
    where: { AND: [within(scope), { clientId, id: { in: media.map(({ id }) => id) } }] },
    select: { id: true, hash: true },
  })
  const known = new Set(rows.map(({ id, hash }) => `${id} ${hash}`))
  return [
    ...new Set(
      media.flatMap(({ id, hash, filename }) =>
        known.has(`${id} ${hash}`)
          ? []
          : [`The picture ${filename} is no longer in the client's library. Upload it again.`],
      ),
    ),
  ]
}

/** Works out what launching a draft would send, given what earlier launches of it did. Sends and changes nothing. */
export async function prepare(scope: Scope, build: Draft, tx: Transaction = db(scope)): Promise<Prepared> {
  const context = await resolveContext(scope, build, tx)
  const resolved = resolve(build.draft, context)
  const nothing = { context, issues: [], reasons: [], notes: [], parts: [], hash: null }
  if (!resolved.ok) return { ...nothing, issues: resolved.error, reasons: resolved.error.map((issue) => issue.message) }
  const limited = resolved.value.flatMap(limits)
  const notes = [...new Set(limited.map(({ message }) => message))]
  const missing = await missingPictures(scope, build, tx)
  if (missing.length > 0) return { ...nothing, reasons: missing, notes }
  const recorded = await recordedWrites(scope, build.id, tx)
  const plan = (versions: AdVersions) => planAll(keyed(resolved.value, build.draft, build.id, versions), recorded)
  try {
    const parts = planned(plan, await adVersions(scope, build.id, tx))
    return {
      ...nothing,
      notes,
      parts,
      reasons: [...new Set(parts.flatMap(({ plan }) => plan.refusals))],
      hash: hashOf(parts),
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return { ...nothing, notes, reasons: [error.message] }
    throw error
  }
}

/** The writes of each account, and of accounts that were taken out of the draft after an earlier launch. */
function planAll(specs: readonly Keyed[], recorded: readonly RecordedRow[]): Part[] {
  const decide = (account: AccountRef, writes: PlannedWrite[]): Replan =>
    replan(
      recorded.filter((row) => row.account.id === account.id),
      writes,
      platformName(account.platform),
      same,
    )
  const wanted = specs.map((each): Part => {
    const { account } = each.spec
    const writes = connectorFor(account.platform).plan(each.spec)
    return { account, keyed: each, writes, plan: decide(account, writes) }
  })
  const kept = new Set(wanted.map(({ account }) => account.id))
  const gone = new Map(
    recorded.flatMap(({ account }) => (kept.has(account.id) ? [] : [[account.id, account] as const])),
  )
  return [
    ...wanted,
    ...[...gone.values()].map((account): Part => ({ account, keyed: null, writes: [], plan: decide(account, []) })),
  ]
}

/** Ads whose content has to be made anew get their next version, until none is left. */
function planned(plan: (versions: AdVersions) => Part[], versions: AdVersions): Part[] {
  const parts = plan(versions)
  const renewed = parts.flatMap(({ keyed: each, plan: { renew } }) =>
    renew.flatMap((key) => {
      const origin = each?.origins.get(key)
      return origin?.unitKey && origin.adKey
        ? [{ path: adId(origin.adAccountId, origin.unitKey, origin.adKey), version: origin.version }]
        : []
    }),
  )
  if (renewed.length === 0) return parts
  const next = new Map(versions)
  for (const { path, version } of renewed) next.set(path, version + 1)
  return planned(plan, next)
}

/** The part of a write that is reviewed and hashed. */
export const reviewed = ({ key, kind, name, request, dependsOn, phase }: PlannedWrite) => ({
  key,
  kind,
  name,
  request,
  dependsOn,
  phase,
})

const hashOf = (parts: readonly Part[]): string => payloadHash(parts.flatMap(({ writes }) => writes.map(reviewed)))
