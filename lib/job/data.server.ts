import 'server-only'
import { type Scope, within } from '@/lib/access/scope'
import { db } from '@/lib/server/prisma'
import { type JobRun, Prisma } from '@/prisma/generated/client'
import { type Run, RUN_STATUSES, RunStatus } from './schema'

const PAGE = 50

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const runOf = ({ data, status, ...row }: JobRun): Run => ({
  ...row,
  data: isRecord(data) ? data : {},
  status: RunStatus.parse(status),
})

/** The runs of jobs, newest first, 50 at a time. `next` is the cursor of the following page, or null at the end. */
export async function listRuns(
  scope: Scope,
  query: { status?: RunStatus; job?: string; cursor?: string } = {},
): Promise<{ data: Run[]; next: string | null }> {
  const rows = await db(scope).jobRun.findMany({
    where: { ...within(scope), ...(query.status && { status: query.status }), ...(query.job && { job: query.job }) },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    ...(query.cursor !== undefined && { cursor: { id: query.cursor }, skip: 1 }),
  })
  const page = rows.slice(0, PAGE)
  return { data: page.map(runOf), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** Days back in which a failure still asks for somebody. */
const OPEN_DAYS = 14

/**
 * Failed runs that still matter, newest first: not retried, and no newer run of the same job about the same thing.
 * `kind` only says who asked for a sync, so it does not make two syncs of an account different.
 */
export async function listOpenFailures(scope: Scope): Promise<Run[]> {
  const clients =
    scope.clientIds === 'all' ? Prisma.empty : Prisma.sql`and "clientId" = any(${[...scope.clientIds]}::uuid[])`
  const newest = await db(scope).$queryRaw<{ id: string }[]>`
    select id from (
      select distinct on (job, data - 'kind') id, status, "retriedBy", "startedAt" from job_run
      where "agencyId" = ${scope.agencyId}::uuid ${clients} and "startedAt" > now() - make_interval(days => ${OPEN_DAYS})
      order by job, data - 'kind', "startedAt" desc, id desc
    ) newest
    where status = 'failed' and "retriedBy" is null
    order by "startedAt" desc limit ${PAGE}`
  const rows = await db(scope).jobRun.findMany({
    where: { ...within(scope), id: { in: newest.map((row) => row.id) } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(runOf)
}

/** One run, or undefined. */
export async function getRun(scope: Scope, id: string): Promise<Run | undefined> {
  const row = await db(scope).jobRun.findFirst({ where: { id, ...within(scope) } })
  return row ? runOf(row) : undefined
}

/** How many runs are in each status. */
export async function countRuns(scope: Scope): Promise<Record<RunStatus, number>> {
  const rows = await db(scope).jobRun.groupBy({ by: ['status'], where: within(scope), _count: true })
  const countOf = (status: RunStatus): [RunStatus, number] => [
    status,
    rows.find((row) => row.status === status)?._count ?? 0,
  ]
  return { running: 0, waiting: 0, done: 0, failed: 0, ...Object.fromEntries(RUN_STATUSES.map(countOf)) }
}

/** Marks a failed run as retried by the scope's actor; false when somebody has done so already. */
export async function claimRetry(scope: Scope, id: string): Promise<boolean> {
  const { count } = await db(scope).jobRun.updateMany({
    where: { id, ...within(scope), status: 'failed', retriedBy: null },
    data: { retriedBy: scope.actor.name },
  })
  return count === 1
}

export async function releaseRetry(scope: Scope, id: string): Promise<void> {
  await db(scope).jobRun.updateMany({ where: { id, ...within(scope) }, data: { retriedBy: null } })
}
