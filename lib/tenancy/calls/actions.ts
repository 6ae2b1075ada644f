import { emptyDraft } from '@/lib/ad/schema'
import type { World } from '../world'

/** `own`: it concerns the caller or makes something new of the caller's own agency, so that anybody's call may succeed. */
export type Door = { input: (w: World) => unknown; own?: string }

const form = {
  name: 'Taken',
  industry: 'Retail',
  currency: 'EUR',
  timezone: 'Europe/Oslo',
  goalMetric: '',
  goalValue: '',
  website: '',
}
const budgets = { monthlyBudget: '', dailyBudget: '' }
const brand = (w: World) => ({ brandId: w.brand })
const sku = (w: World) => ({ skuId: w.sku })
const client = (w: World) => ({ clientId: w.client })
const build = (w: World) => ({ buildId: w.build })
const campaigns = (w: World) => ({ campaignIds: [w.campaign] })
const part = (w: World) => ({ campaignId: w.campaign, kind: 'unit', id: w.unit })
const account = (w: World) => ({ adAccountId: w.account })
const login = (w: World) => ({ integrationId: w.login })
const NEW = 'makes something new of the own agency'
const SELF = 'concerns the caller'

/** What each public door of a form is called with: valid, and with ids of one world. */
export const ACTIONS: Record<string, Door | ((w: World) => unknown)> = {
  'advertiser/actions#addClient': { input: () => form, own: NEW },
  'advertiser/actions#changeClient': (w) => ({ ...form, ...client(w) }),
  'advertiser/actions#changeNaming': (w) => ({ ...client(w), namingPattern: '{client}_{n}', utm: {} }),
  'advertiser/actions#archiveOneClient': client,
  'advertiser/actions#restoreOneClient': client,
  'advertiser/actions#deleteClient': (w) => ({ ...client(w), name: w.clientName }),
  'advertiser/actions#newBrand': (w) => ({ ...client(w), ...budgets, name: 'Taken' }),
  'advertiser/actions#changeBrand': (w) => ({ ...brand(w), ...budgets, name: 'Taken' }),
  'advertiser/actions#archiveOneBrand': brand,
  'advertiser/actions#restoreOneBrand': brand,
  'advertiser/actions#deleteBrand': brand,
  'advertiser/actions#newSku': (w) => ({ ...brand(w), name: 'Taken', dailyBudget: '' }),
  'advertiser/actions#changeSku': (w) => ({ ...sku(w), name: 'Taken', dailyBudget: '' }),
  'advertiser/actions#archiveOneSku': sku,
  'advertiser/actions#restoreOneSku': sku,
  'advertiser/actions#deleteSku': sku,
  'advertiser/actions#addNote': (w) => ({ ...client(w), body: 'Taken', forClient: true }),
  'advertiser/actions#deleteNote': (w) => ({ noteId: w.note }),
  'agency/actions#changeAgency': {
    input: () => ({ name: 'Taken', currency: 'EUR', locale: 'en-GB', timezone: 'UTC', rawDays: 30 }),
    own: 'changes the own agency',
  },
  'build/actions#newBuild': (w) => ({ ...client(w), name: 'Taken', from: { kind: 'blank' } }),
  'build/actions#archiveOneBuild': build,
  'build/actions#restoreOneBuild': build,
  'build/actions#keepOneVersion': (w) => ({ ...build(w), label: 'Taken' }),
  'build/actions#restoreOneVersion': (w) => ({ ...build(w), versionId: w.version }),
  'build/actions#newTemplate': (w) => ({ ...build(w), name: 'Taken' }),
  'build/actions#deleteTemplate': (w) => ({ templateId: w.template }),
  'build/actions#keepAudience': (w) => ({ ...client(w), name: 'Taken', rules: emptyDraft().units[0]?.rules }),
  'build/actions#archiveOneAudience': (w) => ({ audienceId: w.audience }),
  'campaign/actions#pause': campaigns,
  'campaign/actions#resume': campaigns,
  'campaign/actions#pauseOne': part,
  'campaign/actions#resumeOne': part,
  'campaign/actions#adopt': (w) => ({ campaignId: w.importedCampaign }),
  'integration/actions#connect': { input: () => ({ provider: 'meta_ads', returnTo: '/' }), own: NEW },
  'integration/actions#disconnectIntegration': login,
  'integration/actions#listAgain': login,
  'integration/actions#assign': (w) => ({ adAccountId: w.freeAccount, clientId: w.client }),
  'integration/actions#importAgain': account,
  'integration/actions#syncNow': account,
  'integration/actions#reloadAssets': account,
  'job/actions#retry': (w) => ({ runId: w.run }),
  'launch/actions#launchBuild': (w) => ({ ...build(w), revision: 1, payloadHash: '0'.repeat(64) }),
  'launch/actions#retryOneLaunch': (w) => ({ buildId: w.launchedBuild }),
  'launch/actions#leaveOneOut': (w) => ({ buildId: w.launchedBuild, writeId: w.write }),
  'member/actions#inviteMember': (w) => ({
    email: 'b@example.test',
    role: 'viewer',
    allClients: false,
    clientIds: [w.client],
  }),
  'member/actions#resendInvite': (w) => ({ invitationId: w.invitation }),
  'member/actions#revokeInvite': (w) => ({ invitationId: w.invitation }),
  'member/actions#changeMember': (w) => ({
    membershipId: w.membership,
    role: 'manager',
    allClients: true,
    clientIds: [],
  }),
  'member/actions#endMembership': (w) => ({ membershipId: w.membership }),
  'member/actions#changeMyPassword': {
    input: () => ({ current: 'wrong', password: 'a long enough password' }),
    own: SELF,
  },
  'member/actions#changeMyProfile': { input: () => ({ name: 'Myself' }), own: SELF },
  'report/actions#writeSentence': (w) => ({ ...client(w), noteId: null, body: 'Taken' }),
}
