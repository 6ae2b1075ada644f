import { jobScope } from '@/lib/access/scope.server'
import { runChains } from '@/lib/launch/rounds'
import { finishLaunch, markRunning, nextWrites } from '@/lib/launch/run.server'
import { giveUp, performWrite } from '@/lib/launch/write.server'
import { launchRequested } from '../events'
import { job } from '../job'

/**
 * Writes a launch to its platforms: one write after the other for each account, the accounts side by side and without
 * waiting for each other, so that a platform that asks to slow down holds up nobody else.
 */
export const launchBuild = job(
  {
    id: 'launch-build',
    triggers: [launchRequested],
    concurrency: [
      { key: 'event.data.agencyId', limit: 4 },
      { key: 'event.data.launchId', limit: 1 },
    ],
    retries: 6,
  },
  async ({ event, step, group }) => {
    const { agencyId, launchId } = event.data
    const scope = jobScope(agencyId, 'Launch')
    await step.run('begin', () => markRunning(scope, launchId))
    const first = await step.run('accounts', () => nextWrites(scope, launchId))
    const isOver = await group.parallel({ mode: 'race' }, () =>
      runChains(
        first.map(({ adAccountId }) => adAccountId),
        async (account, round) => {
          const ready = await step.run(`next ${account} ${round}`, () => nextWrites(scope, launchId))
          return ready.filter(({ adAccountId }) => adAccountId === account)
        },
        ({ id, key }, round) =>
          step
            .run(`write ${key} ${round}`, () => performWrite(scope, id))
            .catch((error: unknown) => step.run(`give up ${key} ${round}`, () => giveUp(scope, id, error))),
      ),
    )
    if (!isOver) {
      await step.sendEvent('go on', launchRequested.create({ agencyId, launchId }))
      return { status: 'running', summary: 'It goes on in another run.' }
    }
    return step.run('finish', () => finishLaunch(scope, launchId))
  },
)
