import { jobScope } from '@/lib/access/scope.server'
import { keepFresh } from '@/lib/integration/token.server'
import { integrationRefreshRequested } from '../events'
import { job } from '../job'

/** Refreshes one login's token ahead of its end. */
export const refreshToken = job(
  {
    id: 'refresh-token',
    triggers: [integrationRefreshRequested],
    concurrency: [{ key: 'event.data.agencyId', limit: 2 }],
    retries: 3,
  },
  ({ event, step }) =>
    step.run('refresh', () => keepFresh(jobScope(event.data.agencyId, 'Token refresh'), event.data.integrationId)),
)
