import 'server-only'
import { type Scope, within } from '@/lib/access/scope'
import { db } from '@/lib/server/prisma'
import type { JobRun } from '@/prisma/generated/client'
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
  query: { status?: RunStatus; cursor?: string } = {},
): Promise<{ data: Run[]; next: string | null }> {
  const rows = await db(scope).jobRun.findMany({
    where: { ...within(scope), ...(query.status && { status: query.status }) },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    ...(query.cursor !== undefined && { cursor: { id: query.cursor }, skip: 1 }),
  })
  const page = rows.slice(0, PAGE)
  return { data: page.map(runOf), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
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
