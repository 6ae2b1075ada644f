import { cron } from 'inngest'
import { unsafeLostLaunches } from '@/lib/job/sweep.server'
import { launchRequested } from '../events'
import { job } from '../job'

/** Every minute: a launch that was recorded and never begun is asked for again. */
export const sweepLaunches = job(
  { id: 'sweep-launches', triggers: [cron('* * * * *')], retries: 1 },
  async ({ step }) => {
    const lost = await step.run('find launches', unsafeLostLaunches)
    if (lost.length > 0)
      await step.sendEvent(
        'ask again',
        lost.map(({ agencyId, id }) => launchRequested.create({ agencyId, launchId: id })),
      )
    return { lost: lost.length }
  },
)
