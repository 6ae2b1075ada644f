import { emptyDraft } from '@/lib/ad/schema'
import type { Calls, World } from '../world'

const WIDE = 'belongs to the agency as a whole; its doors ask for a permission'
const period = { first: '2026-11-01', last: '2026-11-20' }
const at = new Date('2026-11-20T12:00:00Z')
const table = { ...period, sort: 'spend', dir: 'desc', q: '', platform: [], status: [], limit: 200 }
const clientOf = (w: World) => ({
  id: w.client,
  slug: w.clientSlug,
  name: 'Client',
  currency: 'EUR',
  timezone: 'Europe/Oslo',
  goalMetric: null,
  goalValue: null,
  industry: 'Retail',
  status: 'active',
})
const launchOf = (w: World) => ({ buildId: w.build, revision: 1, payloadHash: '0'.repeat(64) })
const part = (w: World) => ({ campaignId: w.campaign, kind: 'unit', id: w.unit })
const save = (w: World) => ({ revision: 1, name: 'Taken', skuId: w.sku, draft: emptyDraft() })
const named = (w: World) => ({ ...save(w), id: w.build, clientId: w.client })
const write = (w: World) => ({ buildId: w.launchedBuild, writeId: w.write })
const upload = (): Request => {
  const body = new FormData()
  body.set('file', new File(['no picture'], 'a.png', { type: 'image/png' }))
  return new Request('http://localhost/', { method: 'POST', body })
}
const blank = { kind: 'blank' }
const run = (w: World) => ({ data: { adAccountId: w.account, campaignId: w.campaign } })

/** Drafts, launches, campaigns, figures, connections and jobs. */
export const WORK_CALLS: Calls = {
  'build/audience-data.server#listAudiences': (w) => [w.client],
  'build/audience-data.server#saveAudience': (w) => [
    { clientId: w.client, audienceId: null, name: 'Taken', rules: emptyDraft().units[0]?.rules, everyClient: false },
  ],
  'build/audience-data.server#archiveAudience': (w) => [w.audience, at],
  'build/context.server#checkContext': (w) => [w.client],
  'build/context.server#resolveContext': (w) => [named(w)],
  'build/data.server#requireBuild': (w) => [w.build],
  'build/data.server#listBuilds': (w) => [w.client, { archived: false }],
  'build/data.server#countBuilds': (w) => [w.client],
  'build/data.server#archiveBuild': (w) => [w.build],
  'build/data.server#unarchiveBuild': (w) => [w.build],
  'build/interests.server#findInterests': (w) => [w.client, 'run'],
  'build/month.server#brandMonths': (w) => [clientOf(w)],
  'build/save.server#createBuild': (w) => [{ clientId: w.client, name: 'Taken', from: blank }],
  'build/save.server#saveBuild': (w) => [w.build, save(w)],
  'build/save.server#answerSave': (w) => [w.build, save(w)],
  'build/sku-choices.server#listSkuChoices': (w) => [w.client],
  'build/template-data.server#createTemplate': (w) => [{ buildId: w.build, name: 'Taken' }],
  'build/template-data.server#listTemplates': (w) => [w.client],
  'build/template-data.server#removeTemplate': (w) => [w.template],
  'build/version-data.server#keepVersion': (w) => [{ buildId: w.build, label: 'Taken' }],
  'build/version-data.server#listVersions': (w) => [w.build],
  'build/version-data.server#restoreVersion': (w) => [{ buildId: w.build, versionId: w.version }],

  'campaign/adopt.server#adoptCampaign': (w) => [w.importedCampaign],
  'campaign/detail.server#campaignDetail': (w) => [w.clientSlug, w.campaign],
  'campaign/detail.server#hasCampaign': (w) => [w.client, w.campaign],
  'campaign/figures.server#campaignDays': (w) => [w.campaign, period],
  'campaign/figures.server#campaignCoverage': (w) => [w.campaign],
  'campaign/import.server#importCampaigns': (w) => [w.account],
  'campaign/list.server#listCampaigns': (w) => [w.client, table],
  'campaign/list.server#sparklines': (w) => [w.client, [w.campaign], period],
  'campaign/period-figures.server#campaignFigures': (w) => [w.campaign, 'Europe/Oslo', period, at],
  'campaign/rest.server#campaignPage': (w) => [w.clientSlug, table],
  'campaign/rest.server#campaignSparklines': (w) => [w.clientSlug, { ids: [w.campaign], ...period }],
  'campaign/rest.server#campaignStates': (w) => [w.clientSlug, [w.campaign]],
  'campaign/rest.server#campaignCsv': (w) => [w.clientSlug, { ...table, hide: [] }],
  'campaign/state.server#applyState': (w) => [w.campaign],
  'campaign/state.server#giveUpState': (w) => [w.campaign, new Error('No.')],
  'campaign/switch.server#pauseCampaigns': (w) => [[w.campaign]],
  'campaign/switch.server#resumeCampaigns': (w) => [[w.campaign]],
  'campaign/switch.server#pausePart': (w) => [part(w)],
  'campaign/switch.server#resumePart': (w) => [part(w)],
  'campaign/table.server#firstCampaigns': (w) => [
    { id: w.client, slug: 'client' },
    'agency',
    period,
    { sort: 'spend', dir: 'desc', q: '', platform: [], status: [], hide: [] },
  ],

  'integration/accounts.server#refreshAccounts': { args: (w) => [w.login], agency: WIDE },
  'integration/accounts.server#assignAccount': (w) => [{ adAccountId: w.freeAccount, clientId: w.client }],
  'integration/accounts.server#refreshAssets': (w) => [w.account],
  'integration/accounts.server#listAssets': (w) => [w.account],
  'integration/accounts.server#listIntegrations': { args: () => [], agency: WIDE },
  'integration/accounts.server#listAdAccounts': () => [],
  'integration/accounts.server#markImported': (w) => [w.account],
  'integration/caller.server#withAccount': (w) => [w.account, () => Promise.resolve('reached')],
  'integration/oauth.server#startConnect': {
    args: () => [{ provider: 'meta_ads', returnTo: '/' }, 'http://localhost:3000'],
    agency: WIDE,
    control: 'begins a round trip of its own, whoever calls',
  },
  'integration/oauth.server#disconnect': { args: (w) => [w.login], agency: WIDE },
  'integration/request.server#requestSync': (w) => [w.account, 'manual'],
  'integration/request.server#requestImport': (w) => [w.account],
  'integration/token.server#accessToken': { args: (w) => [w.login], agency: WIDE },
  'integration/token.server#withToken': {
    args: (w) => [w.login, (token: string) => Promise.resolve(token)],
    agency: WIDE,
  },
  'integration/token.server#keepFresh': { args: (w) => [w.login], agency: WIDE },
  'integration/view.server#integrationsView': () => [],

  'job/data.server#listRuns': () => [],
  'job/data.server#listOpenFailures': () => [],
  'job/data.server#getRun': (w) => [w.run],
  'job/data.server#countRuns': {
    args: () => [],
    control: 'gives counts alone, which are the same in both agencies here',
  },
  'job/data.server#claimRetry': (w) => [w.run],
  'job/data.server#releaseRetry': (w) => [w.run],
  'job/run.server#retryJob': (w) => [w.run],
  'job/subject.server#subjectsOf': {
    args: (w) => [[run(w)]],
    // The lookup answers by ids that the caller names: asked again with the account's.
    read: (of: never) => (of as (r: unknown) => unknown)({ data: SUBJECT }),
    control: 'answers by a function; the page over it is walked as jobsView',
  },
  'job/view.server#jobsView': () => [{}],

  'launch/create.server#createLaunch': (w) => [launchOf(w)],
  'launch/create.server#recordLaunch': (w) => [launchOf(w)],
  'launch/data.server#launchView': (w) => [w.launchedBuild],
  'launch/landings.server#checkLandings': (w) => [w.build],
  'launch/prepare.server#prepare': (w) => [named(w)],
  'launch/retry.server#retryLaunch': (w) => [w.launchedBuild],
  'launch/retry.server#leaveOut': (w) => [write(w)],
  'launch/review.server#reviewBuild': (w) => [w.build],
  'launch/run.server#progressOf': (w) => [w.launch],
  'launch/run.server#nextWrites': (w) => [w.launch],
  'launch/run.server#markRunning': (w) => [w.launch],
  'launch/run.server#finishLaunch': (w) => [w.launch],
  'launch/write.server#performWrite': (w) => [w.write],
  'launch/write.server#giveUp': (w) => [w.write, new Error('No.')],
  'launch/write.server#reopenWrite': (w) => [w.write],

  'media/data.server#storeMedia': (w) => [w.client, new Uint8Array(3), 'a.png'],
  'media/data.server#loadMedia': (w) => [w.mediaHash],
  'media/upload.server#uploadMedia': (w) => [w.client, upload()],
  'media/upload.server#serveMedia': (w) => [w.mediaHash],
  'metric/sync.server#syncAccount': (w) => [w.account, 'manual'],

  'report/change.server#logFacts': (w) => [clientOf(w), '2026-11-01'],
  'report/change.server#listChanges': (w) => [clientOf(w), '2026-11-01', '2026-11-20'],
  'report/figures.server#clientFigures': (w) => [clientOf(w), period, at],
  'report/overview.server#clientDays': (w) => [clientOf(w), period],
  'report/overview.server#clientSources': (w) => [w.client],
  'report/overview.server#monthlyBudgetMicros': (w) => [w.client],
  'report/sentence.server#getSentence': (w) => [w.client],
  'report/sentence.server#saveSentence': (w) => [{ clientId: w.client, noteId: null, body: 'Taken' }],
  'report/viewer-ads.server#viewerAds': (w) => [w.client, period],
  'report/viewer.server#viewerDashboard': (w) => [clientOf(w), period, at],

  'search/data.server#find': {
    args: () => ['mk'],
    agency: 'names colleagues too; search.db.test.ts has the member of chosen clients',
  },
}

const SUBJECT = {}
