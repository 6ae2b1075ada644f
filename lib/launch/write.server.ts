import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { ConnectorError, type ExternalIds, type FaultClass, type PlannedWrite } from '@/lib/connectors/define'
import { AppError, notFound } from '@/lib/core/errors'
import { withAccount } from '@/lib/integration/caller.server'
import { platformName } from '@/lib/integration/schema'
import { loadMedia } from '@/lib/media/data.server'
import { now } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { db } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import { recordDone, recordFailure } from './outcome.server'
import { resolveReferences } from './references'
import { storedError, writeErrorOf } from './write-error'

/*
 * One write to a platform, safe to run again at any moment:
 * pending -> sending (recorded before the call) -> done | failed. A write found in `sending` or `unknown` was
 * interrupted or got no answer; the platform is asked whether it has the thing before anything is sent again.
 */

/**
 * A request may be at work at the platform after our end of it is gone: in another run until it times out, and a while
 * longer at the platform itself. It is not sent again before this long after it was.
 */
const settleMs = (): number => env().PLATFORM_TIMEOUT_MS + 8_000

type Row = NonNullable<Awaited<ReturnType<typeof load>>>

const load = (scope: Scope, id: string) => db(scope).platformWrite.findFirst({ where: { id, ...within(scope) } })

export const plannedOf = (row: { planned: unknown }): PlannedWrite => row.planned as PlannedWrite

/** Ids that the launch's other writes have given so far. */
async function idsOfLaunch(scope: Scope, launchId: string | null): Promise<ExternalIds> {
  if (!launchId) return {}
  const rows = await db(scope).platformWrite.findMany({
    where: { launchId, ...within(scope) },
    select: { external: true },
  })
  return Object.assign({}, ...rows.map((row) => row.external)) as ExternalIds
}

/** Takes the write for sending; false when another run has moved it meanwhile. */
async function take(scope: Scope, row: Row, sentAt: Date): Promise<boolean> {
  const { count } = await db(scope).platformWrite.updateMany({
    where: { id: row.id, ...within(scope), state: row.state, attempt: row.attempt },
    data: { state: 'sending', attempt: row.attempt + 1, sentAt, error: Prisma.DbNull },
  })
  return count === 1
}

export type WriteResult = 'done' | 'failed'

/**
 * Carries one write out, or finds out what became of it. Returns when its outcome is known and recorded;
 * throws (to be run again later) while it is not.
 */
export async function performWrite(scope: Scope, id: string): Promise<WriteResult> {
  const row = await load(scope, id)
  if (!row) throw notFound('This write')
  if (row.state === 'done' || row.state === 'left_out') return 'done'
  if (row.state === 'failed') return 'failed'
  const planned = plannedOf(row)
  try {
    const request = resolveReferences(planned.request, await idsOfLaunch(scope, row.launchId))
    const write = { ...planned, request }
    const found = row.state === 'pending' ? undefined : await lookUp(scope, row, write)
    const external = found ?? (await send(scope, row, write))
    await readBackAndRecord(scope, row, write, external)
    return (await load(scope, id))?.state === 'failed' ? 'failed' : 'done'
  } catch (error) {
    return settle(scope, row, error)
  }
}

/** What the platform has under this write's marker. A request that may still be at work is waited for. */
async function lookUp(scope: Scope, row: Row, write: PlannedWrite): Promise<ExternalIds | undefined> {
  const found = await withAccount(scope, row.adAccountId, (connector, caller) => connector.find(caller, write))
  if (found) return found
  const waited = (await now()).getTime() - (row.sentAt?.getTime() ?? 0)
  if (waited < settleMs())
    throw new ConnectorError(
      'outcome_unknown',
      `${platformName(row.platform)} gave no answer. It is asked again before anything is sent.`,
      { retryAfterMs: settleMs() - waited },
    )
  return undefined
}

async function send(scope: Scope, row: Row, write: PlannedWrite): Promise<ExternalIds> {
  if (!(await take(scope, row, await now())))
    throw new AppError('unavailable', 'This write was taken by another run.', { retry: { afterMs: 1000 } })
  try {
    return await withAccount(scope, row.adAccountId, (connector, caller) =>
      connector.send(caller, write, (hash) => loadMedia(scope, hash)),
    )
  } catch (error) {
    if (error instanceof ConnectorError && NOT_APPLIED.has(error.fault))
      await wait(scope, { ...row, attempt: row.attempt + 1 }, 'pending', error)
    throw error
  }
}

/** Faults of a send that was answered, or never left: it may be sent again without looking. */
const NOT_APPLIED = new Set<FaultClass>(['rate_limit', 'transient', 'auth_refresh'])

/** The write of this attempt waits for another one, and the screens say why. */
async function wait(scope: Scope, row: Row, state: 'pending' | 'unknown', error: ConnectorError): Promise<void> {
  const attempt = state === 'pending' ? { attempt: row.attempt } : {}
  await db(scope).platformWrite.updateMany({
    where: { id: row.id, ...within(scope), ...attempt, state: { in: ['sending', state] } },
    data: { state, error: storedError(error) },
  })
}

async function readBackAndRecord(scope: Scope, row: Row, write: PlannedWrite, external: ExternalIds): Promise<void> {
  const readBack = await withAccount(scope, row.adAccountId, (connector, caller) =>
    connector.readBack(caller, write, external),
  )
  await recordDone(scope, row, write, external, readBack, await now())
}

/** Which faults are over for good, and which are run again. */
async function settle(scope: Scope, row: Row, error: unknown): Promise<WriteResult> {
  if (!(error instanceof ConnectorError)) throw error
  switch (error.fault) {
    case 'validation':
    case 'policy':
    case 'permission':
    case 'config':
    case 'unsupported':
    case 'not_found':
    case 'auth_reconnect':
    case 'ask_for_less':
      await recordFailure(scope, row, plannedOf(row), error, await now())
      return 'failed'
    case 'outcome_unknown':
    case 'rate_limit':
    case 'transient':
    case 'auth_refresh':
      // What is still in `sending` was sent: a look-up or a read-back that fails says nothing about the write.
      await wait(scope, row, 'unknown', error)
      throw error
    default: {
      const never: never = error.fault
      throw new RangeError(String(never))
    }
  }
}

/** After the last try: the write counts as failed, in words. One that may have arrived is looked for by a retry. */
export async function giveUp(scope: Scope, id: string, cause: unknown): Promise<WriteResult> {
  const row = await load(scope, id)
  if (!row || row.state === 'done' || row.state === 'left_out') return 'done'
  const last = writeErrorOf(row.error)
  const name = platformName(row.platform)
  const platform = last?.platform ?? undefined
  const error =
    row.state === 'pending'
      ? new ConnectorError(
          last?.fault ?? 'transient',
          `${name} did not take this, however often it was tried. Nothing of it arrived. Wait a while, then retry.`,
          { cause, platform },
        )
      : new ConnectorError(
          'outcome_unknown',
          `${name} did not say whether this was done. Retry: it is asked whether this arrived before anything is sent again.`,
          { cause, platform },
        )
  await recordFailure(scope, row, plannedOf(row), error, await now())
  return 'failed'
}

/**
 * Opens a failed write for another try. What was sent before is looked for first, whatever was said of it:
 * looking costs one read, and a second copy would cost the client.
 */
export async function reopenWrite(scope: Scope, id: string): Promise<boolean> {
  const row = await load(scope, id)
  if (row?.state !== 'failed') return false
  const { count } = await db(scope).platformWrite.updateMany({
    where: { id, ...within(scope), state: 'failed' },
    data: { state: row.sentAt ? 'unknown' : 'pending', error: Prisma.DbNull, doneAt: null },
  })
  return count === 1
}
