import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { listClients } from '@/lib/advertiser/client-data.server'
import { listOpenFailures, listRuns } from './data.server'
import type { Run } from './schema'
import { subjectsOf } from './subject.server'
import type { JobsQuery, JobsView, RunView } from './view'

/** Runs as their page shows them. Failures that still matter stand apart, first; a filter or a later page has none. */
export async function jobsView(scope: Scope, query: JobsQuery): Promise<JobsView> {
  const isFront = query.status === undefined && query.job === undefined && query.cursor === undefined
  const [failed, page, clients] = await Promise.all([
    isFront ? listOpenFailures(scope) : [],
    listRuns(scope, query),
    listClients(scope, 'all'),
  ])
  const runs = page.data.filter((run) => !failed.some(({ id }) => id === run.id))
  const subjectOf = await subjectsOf(scope, [...failed, ...runs])
  const view = (run: Run): RunView => {
    const { id, job, status, attempt, error, retriedBy } = run
    const subject = subjectOf(run)
    const clientId = run.clientId ?? subject?.clientId
    return {
      id,
      job,
      status,
      attempt,
      // The reason of an attempt that is behind is no news of a run that goes on well.
      error: status === 'failed' || status === 'waiting' ? error : null,
      retriedBy,
      subject: subject ? { label: subject.label, path: subject.path } : null,
      client: clients.find((client) => client.id === clientId)?.name ?? null,
      startedAt: run.startedAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
    }
  }
  return { now: new Date().toISOString(), failed: failed.map(view), runs: runs.map(view), next: page.next }
}
