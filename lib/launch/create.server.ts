import 'server-only'
import { inngest } from '@/inngest/client'
import { launchRequested } from '@/inngest/events'
import { within, type Scope } from '@/lib/access/scope'
import { requireBuild, storedBuild } from '@/lib/build/data.server'
import type { StoredBuild } from '@/lib/build/schema'
import { addVersion } from '@/lib/build/version-data.server'
import { AppError, notFound } from '@/lib/core/errors'
import { accessToken } from '@/lib/integration/token.server'
import { now } from '@/lib/server/clock.server'
import { db, type Transaction } from '@/lib/server/prisma'
import { prepare, type Prepared } from './prepare.server'
import { payloadOf, placePart } from './rows.server'
import type { LaunchForm } from './schema'

/**
 * Launches a reviewed draft: records everything that will be sent, then asks for it to be sent. The same review
 * launched twice is one launch. Throws `conflict` when the draft or what it makes has changed since the review, when
 * something blocks it, or when all of it is at the platforms already; `unavailable` when the jobs do not answer (then
 * it is recorded, and launching again sends it).
 */
export async function createLaunch(scope: Scope, form: LaunchForm): Promise<{ launchId: string }> {
  const launchId = await recordLaunch(scope, form)
  await requestLaunch(scope, launchId)
  return { launchId }
}

/** Asks for a launch to be carried out; it goes on when the page is left. */
export async function requestLaunch(scope: Scope, launchId: string): Promise<void> {
  await inngest.send(launchRequested.create({ agencyId: scope.agencyId, launchId }))
}

/** The part of `createLaunch` that writes to the database, all or nothing. Gives the launch's id. */
export async function recordLaunch(scope: Scope, form: LaunchForm): Promise<string> {
  await requireLiveTokens(scope, await requireBuild(scope, form.buildId))
  return db(scope).$transaction(
    async (tx) => {
      const build = await lockBuild(tx, scope, form.buildId)
      const running = await runningLaunch(tx, scope, build, form)
      if (running) return running
      if (build.revision !== form.revision)
        throw new AppError(
          'conflict',
          'The draft was changed after this review. Look at the new review, then launch it.',
        )
      const prepared = await prepare(scope, build, tx)
      requireLaunchable(prepared, form)
      return place(tx, scope, build, prepared, form.payloadHash)
    },
    { timeout: 60_000 },
  )
}

/** Holds the client (whose names are numbered) and the draft until the launch is recorded. */
async function lockBuild(tx: Transaction, scope: Scope, buildId: string): Promise<StoredBuild> {
  const { agencyId } = scope
  await tx.$queryRaw`select 1 from client c join build b on b."clientId" = c.id and b."agencyId" = c."agencyId"
    where b.id = ${buildId}::uuid and b."agencyId" = ${agencyId}::uuid for no key update of c, b`
  const row = await tx.build.findFirst({ where: { AND: [within(scope), { id: buildId }] } })
  if (!row) throw notFound('This draft')
  if (row.status === 'archived')
    throw new AppError('conflict', 'This draft is archived. Restore it in the list of ads first.')
  return storedBuild(row)
}

/** The launch that is under way already, if it is of this very review. */
async function runningLaunch(
  tx: Transaction,
  scope: Scope,
  build: StoredBuild,
  form: LaunchForm,
): Promise<string | undefined> {
  if (build.status !== 'launching') return undefined
  const launch = await tx.launch.findFirst({
    where: { AND: [within(scope), { buildId: build.id }] },
    select: { id: true, payloadHash: true },
  })
  if (launch?.payloadHash === form.payloadHash) return launch.id
  throw new AppError(
    'conflict',
    'An earlier state of this draft is being launched. Wait until that is over, then launch again.',
  )
}

async function requireLiveTokens(scope: Scope, build: StoredBuild): Promise<void> {
  const accounts = await db(scope).adAccount.findMany({
    where: {
      AND: [within(scope), { clientId: build.clientId, id: { in: build.draft.connections.map((c) => c.adAccountId) } }],
    },
    select: { integrationId: true },
  })
  for (const id of new Set(accounts.map((account) => account.integrationId))) await accessToken(scope, id)
}

function requireLaunchable({ reasons, hash, parts }: Prepared, { payloadHash }: LaunchForm): void {
  const [first] = reasons
  if (first)
    throw new AppError(
      'conflict',
      reasons.length === 1 ? first : `${reasons.length} things hold up the launch. The first: ${first}`,
      { issues: reasons.map((message) => ({ path: '', message })) },
    )
  if (hash !== payloadHash)
    throw new AppError(
      'conflict',
      'What the platforms would get is not what was reviewed any more. Look at the new review, then launch it.',
    )
  const isNothing = parts.every(({ plan }) => plan.add.length + plan.replace.length + plan.reopen.length === 0)
  if (isNothing)
    throw new AppError('conflict', 'All of this draft is at the platforms already. There is nothing to send.')
}

async function place(
  tx: Transaction,
  scope: Scope,
  build: StoredBuild,
  { parts }: Prepared,
  payloadHash: string,
): Promise<string> {
  const { agencyId, actor } = scope
  const sku = await tx.sku.findFirst({
    where: { AND: [within(scope), { id: build.skuId }] },
    select: { brandId: true },
  })
  if (!sku) throw notFound("The draft's product")
  const own = { agencyId, buildId: build.id }
  const state = { status: 'queued' as const, payloadHash, payload: payloadOf(parts), startedBy: actor.name }
  const launch = await tx.launch.upsert({
    where: { agencyId_buildId: own },
    create: { ...own, clientId: build.clientId, ...state },
    update: { ...state, finishedAt: null },
    select: { id: true },
  })
  const at = await now()
  for (const [index, part] of parts.entries())
    await placePart({ tx, scope, build, brandId: sku.brandId, launchId: launch.id, at }, part, index)
  await tx.build.updateMany({ where: { AND: [within(scope), { id: build.id }] }, data: { status: 'launching' } })
  const version = await addVersion(tx, scope, build, `Launch ${payloadHash.slice(0, 4)} ${payloadHash.slice(4, 8)}`)
  const writes = parts.reduce((sum, { plan }) => sum + plan.add.length + plan.replace.length + plan.reopen.length, 0)
  await tx.campaignExecutionLog.create({
    data: {
      ...own,
      clientId: build.clientId,
      action: 'launch',
      status: 'started',
      actorName: actor.name,
      message: `Launch of "${build.name || 'untitled draft'}" started: ${writes} ${writes === 1 ? 'write' : 'writes'} to ${parts.length} ${parts.length === 1 ? 'account' : 'accounts'}.`,
      details: { payloadHash, revision: build.revision, version: version.version },
    },
  })
  return launch.id
}
