'use server'
import { headers } from 'next/headers'
import { action } from '@/lib/server/action'
import { publicOrigin } from '@/lib/server/origin'
import { assignAccount, refreshAccounts, refreshAssets } from './accounts.server'
import { disconnect, startConnect } from './oauth.server'
import { requestImport, requestSync } from './request.server'
import { AccountRefId, AssignAccount, IntegrationId, StartConnect } from './schema'

export const connect = action({
  name: 'integration.connect',
  may: 'integration.write',
  input: StartConnect,
  audit: ({ provider }) => ({ details: { provider } }),
  run: async (scope, input) => startConnect(scope, input, publicOrigin(await headers())),
})

export const disconnectIntegration = action({
  name: 'integration.disconnect',
  may: 'integration.write',
  input: IntegrationId,
  audit: ({ integrationId }) => ({ target: integrationId }),
  run: (scope, { integrationId }) => disconnect(scope, integrationId),
})

export const listAgain = action({
  name: 'integration.list-accounts',
  may: 'integration.write',
  input: IntegrationId,
  audit: ({ integrationId }) => ({ target: integrationId }),
  run: (scope, { integrationId }) => refreshAccounts(scope, integrationId),
})

export const assign = action({
  name: 'account.assign',
  may: 'integration.write',
  input: AssignAccount,
  audit: ({ adAccountId, clientId }) => ({ clientId, target: adAccountId }),
  run: async (scope, input) => {
    const done = await assignAccount(scope, input)
    await requestImport(scope, input.adAccountId)
    return done
  },
})

export const importAgain = action({
  name: 'account.import',
  may: 'integration.write',
  input: AccountRefId,
  audit: ({ adAccountId }) => ({ target: adAccountId }),
  run: (scope, { adAccountId }) => requestImport(scope, adAccountId),
})

export const syncNow = action({
  name: 'account.sync',
  may: 'integration.sync',
  input: AccountRefId,
  audit: ({ adAccountId }) => ({ target: adAccountId }),
  run: (scope, { adAccountId }) => requestSync(scope, adAccountId, 'manual'),
})

export const reloadAssets = action({
  name: 'account.assets',
  may: 'ad.build',
  input: AccountRefId,
  audit: ({ adAccountId }) => ({ target: adAccountId }),
  run: (scope, { adAccountId }) => refreshAssets(scope, adAccountId),
})
