import { jobScope } from '@/lib/access/scope.server'
import { syncAccount } from '@/lib/metric/sync.server'
import { metricsSyncRequested } from '../events'
import { job } from '../job'

/** Pulls one account's figures; one pull of an account at a time, and no agency takes more than its share. */
export const syncMetrics = job(
  {
    id: 'sync-metrics',
    triggers: [metricsSyncRequested],
    concurrency: [
      { key: 'event.data.agencyId', limit: 3 },
      { key: 'event.data.adAccountId', limit: 1 },
    ],
    retries: 4,
  },
  ({ event, step }) =>
    step.run('pull', () =>
      syncAccount(jobScope(event.data.agencyId, 'Metrics sync'), event.data.adAccountId, event.data.kind),
    ),
)
