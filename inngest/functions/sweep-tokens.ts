import { cron } from 'inngest'
import { unsafeTokensToRefresh } from '@/lib/job/sweep.server'
import { integrationRefreshRequested } from '../events'
import { job } from '../job'

/** Every ten minutes: tokens that end soon are refreshed before anything needs them. */
export const sweepTokens = job(
  { id: 'sweep-tokens', triggers: [cron('*/10 * * * *')], retries: 1 },
  async ({ step }) => {
    const due = await step.run('find tokens', unsafeTokensToRefresh)
    if (due.length > 0)
      await step.sendEvent(
        'ask for each',
        due.map(({ agencyId, id }) => integrationRefreshRequested.create({ agencyId, integrationId: id })),
      )
    return { due: due.length }
  },
)
