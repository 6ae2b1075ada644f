import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { AdDraft } from '@/lib/ad/schema'
import { AppError, notFound } from '@/lib/core/errors'
import { storable } from '@/lib/core/text'
import { db, type Transaction } from '@/lib/server/prisma'
import { storedBuild } from './data.server'
import type { BuildVersion, StoredBuild, VersionForm, VersionRef } from './schema'

const KEPT = 100

/** Locks the draft's row, so that version numbers and restores follow one another. Throws `not_found`. */
async function lockBuild(tx: Transaction, scope: Scope, buildId: string): Promise<StoredBuild> {
  await tx.$queryRaw`select 1 from build where id = ${buildId}::uuid and "agencyId" = ${scope.agencyId}::uuid for update`
  const row = await tx.build.findFirst({ where: { AND: [within(scope), { id: buildId }] } })
  if (!row) throw notFound('This draft')
  return storedBuild(row)
}

/** Adds a version inside a transaction that holds the draft's row. The same state is not kept twice in a row. */
export async function addVersion(
  tx: Transaction,
  scope: Scope,
  build: Pick<StoredBuild, 'id' | 'clientId' | 'draft'>,
  label: string,
): Promise<{ id: string; version: number }> {
  const last = await tx.buildVersion.findFirst({
    where: { AND: [within(scope), { buildId: build.id }] },
    orderBy: { version: 'desc' },
  })
  if (last && JSON.stringify(AdDraft.parse(last.draft)) === JSON.stringify(build.draft)) {
    // A launch is worth its name even where a person kept the same state before.
    if (label.startsWith('Launch'))
      await tx.buildVersion.updateMany({ where: { AND: [within(scope), { id: last.id }] }, data: { label } })
    return { id: last.id, version: last.version }
  }
  return tx.buildVersion.create({
    data: {
      agencyId: scope.agencyId,
      clientId: build.clientId,
      buildId: build.id,
      version: (last?.version ?? 0) + 1,
      parentId: last?.id ?? null,
      draft: build.draft,
      label: storable(label),
      authorName: scope.actor.name,
    },
    select: { id: true, version: true },
  })
}

/** Keeps the stored state of a draft under a label. */
export const keepVersion = (scope: Scope, { buildId, label }: VersionForm): Promise<{ id: string; version: number }> =>
  db(scope).$transaction(async (tx) => {
    const build = await lockBuild(tx, scope, buildId)
    return addVersion(tx, scope, build, label || 'Kept by hand')
  })

/** The kept states of a draft, the newest first. */
export async function listVersions(scope: Scope, buildId: string): Promise<BuildVersion[]> {
  const rows = await db(scope).buildVersion.findMany({
    where: { AND: [within(scope), { buildId }] },
    orderBy: { version: 'desc' },
    take: KEPT,
  })
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    label: row.label,
    authorName: row.authorName,
    createdAt: row.createdAt.toISOString(),
    draft: AdDraft.parse(row.draft),
  }))
}

/** Puts a version in place of the draft as a new revision; what was there is kept as a version first. */
export const restoreVersion = (scope: Scope, { buildId, versionId }: VersionRef): Promise<StoredBuild> =>
  db(scope).$transaction(async (tx) => {
    const build = await lockBuild(tx, scope, buildId)
    if (build.status === 'archived')
      throw new AppError('conflict', 'This draft is archived. Restore it in the list of ads to go on.')
    const version = await tx.buildVersion.findFirst({ where: { AND: [within(scope), { id: versionId, buildId }] } })
    if (!version) throw notFound('This version')
    await addVersion(tx, scope, build, `Before restoring version ${version.version}`)
    const row = await tx.build.update({
      where: { id: buildId, AND: [within(scope)] },
      data: { draft: AdDraft.parse(version.draft), revision: { increment: 1 } },
    })
    return storedBuild(row)
  })
