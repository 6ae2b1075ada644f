import { jobScope } from '@/lib/access/scope.server'
import { importCampaigns } from '@/lib/campaign/import.server'
import { markImported } from '@/lib/integration/accounts.server'
import { syncAccount } from '@/lib/metric/sync.server'
import { accountImportRequested } from '../events'
import { job } from '../job'

/** Brings a newly assigned account in: its campaigns, then 90 days of figures. */
export const importAccount = job(
  {
    id: 'import-account',
    triggers: [accountImportRequested],
    concurrency: [{ key: 'event.data.agencyId', limit: 2 }],
    retries: 4,
  },
  async ({ event, step }) => {
    const { agencyId, adAccountId } = event.data
    const scope = jobScope(agencyId, 'Account import')
    const campaigns = await step.run('campaigns', () => importCampaigns(scope, adAccountId))
    const figures = await step.run('figures', () => syncAccount(scope, adAccountId, 'import'))
    await step.run('done', () => markImported(scope, adAccountId))
    return { ...campaigns, ...figures }
  },
)
