import { cron } from 'inngest'
import { unsafeCampaignsOutOfStep } from '@/lib/job/sweep.server'
import { campaignStateRequested } from '../events'
import { job } from '../job'

/** Every five minutes: campaigns whose platform does not have what is wanted are asked for again. */
export const sweepStates = job(
  { id: 'sweep-states', triggers: [cron('*/5 * * * *')], retries: 1 },
  async ({ step }) => {
    const found = await step.run('find campaigns', unsafeCampaignsOutOfStep)
    if (found.length > 0)
      await step.sendEvent(
        'ask again',
        found.map(({ agencyId, id }) => campaignStateRequested.create({ agencyId, campaignId: id })),
      )
    return { found: found.length }
  },
)
