import { cron } from 'inngest'
import { unsafeAccountsToSync } from '@/lib/job/sweep.server'
import { metricsSweepRequested, metricsSyncRequested } from '../events'
import { job } from '../job'

/** Every hour, a few minutes past it: one event for each ad account. A sweep that runs twice asks once. */
export const sweepMetrics = job(
  { id: 'sweep-metrics', triggers: [cron('7 * * * *'), metricsSweepRequested], retries: 3 },
  async ({ step, event }) => {
    const accounts = await step.run('find accounts', unsafeAccountsToSync)
    const hour = new Date(event.ts ?? Date.now()).toISOString().slice(0, 13)
    const asked = event.name === 'metrics/sweep.requested' ? (event.id ?? hour) : hour
    if (accounts.length > 0)
      await step.sendEvent(
        'ask for each',
        accounts.map(({ agencyId, id }) =>
          metricsSyncRequested.create({ agencyId, adAccountId: id, kind: 'hourly' }, { id: `sweep:${id}:${asked}` }),
        ),
      )
    return { accounts: accounts.length }
  },
)
