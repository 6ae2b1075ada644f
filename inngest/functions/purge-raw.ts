import { cron } from 'inngest'
import { unsafePurgeRaw } from '@/lib/job/sweep.server'
import { job } from '../job'

/** Every night: raw platform payloads past the agency's retention are deleted; the normalised figures stay. */
export const purgeRaw = job({ id: 'purge-raw', triggers: [cron('30 3 * * *')], retries: 2 }, ({ step }) =>
  step.run('delete', async () => ({ deleted: await unsafePurgeRaw() })),
)
