import { cron } from 'inngest'
import { unsafeLostLaunches } from '@/lib/job/sweep.server'
import { launchRequested } from '../events'
import { job } from '../job'

/** Every minute: a launch that was recorded and never begun, or whose run ended early, is asked for again. */
export const sweepLaunches = job(
  { id: 'sweep-launches', triggers: [cron('* * * * *')], retries: 1 },
  async ({ step, event }) => {
    const lost = await step.run('find launches', unsafeLostLaunches)
    // One request in ten minutes: a launch that waits for its turn is not asked for every minute.
    const slot = Math.floor((event.ts ?? Date.now()) / 600_000)
    if (lost.length > 0)
      await step.sendEvent(
        'ask again',
        lost.map(({ agencyId, id }) =>
          launchRequested.create({ agencyId, launchId: id }, { id: `lost:${id}:${slot}` }),
        ),
      )
    return { lost: lost.length }
  },
)
