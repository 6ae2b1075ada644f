import { jobScope } from '@/lib/access/scope.server'
import { applyState, giveUpState } from '@/lib/campaign/state.server'
import { campaignStateRequested } from '../events'
import { job } from '../job'

/** Makes a platform agree with what is wanted of a campaign; one run of a campaign at a time. */
export const applyCampaignState = job(
  {
    id: 'apply-state',
    triggers: [campaignStateRequested],
    concurrency: [
      { key: 'event.data.agencyId', limit: 4 },
      { key: 'event.data.campaignId', limit: 1 },
    ],
    retries: 5,
  },
  async ({ event, step }) => {
    const { agencyId, campaignId } = event.data
    const scope = jobScope(agencyId, 'Campaign state')
    return step
      .run('apply', () => applyState(scope, campaignId))
      .catch(async (error: unknown) => {
        await step.run('say so', () => giveUpState(scope, campaignId, error))
        throw error
      })
  },
)
