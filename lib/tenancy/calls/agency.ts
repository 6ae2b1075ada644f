import type { Calls, World } from '../world'

const WIDE = 'belongs to the agency as a whole; its doors ask for a permission'
const page = { limit: 50 }
const settings = { name: 'Taken', currency: 'USD', locale: 'en-GB', timezone: 'UTC', rawDays: 30 }
const form = {
  name: 'Taken',
  industry: 'Retail',
  currency: 'EUR',
  timezone: 'Europe/Oslo',
  goalMetric: '',
  goalValue: '',
  website: '',
}
const rest = { name: 'Taken', industry: 'Retail', currency: 'EUR', timezone: 'Europe/Oslo' }
const unit = { name: 'Taken', monthlyBudgetMicros: 1_000_000n, dailyBudgetMicros: null }
const typed = { name: 'Taken', monthlyBudget: '10', dailyBudget: '' }
const naming = (w: World) => ({ clientId: w.client, namingPattern: '{client}_{n}', utm: {} })
const later = new Date('2026-11-20T12:00:00Z')

/** Agency, people, clients, brands, SKUs and notes. */
export const AGENCY_CALLS: Calls = {
  'advertiser/brand-data.server#listBrands': (w) => [w.client],
  'advertiser/brand-data.server#listBrandPage': (w) => [page, w.client],
  'advertiser/brand-data.server#getBrand': (w) => [w.brand],
  'advertiser/brand-data.server#createBrand': (w) => [w.client, { ...unit, name: 'New' }],
  'advertiser/brand-data.server#updateBrand': (w) => [w.brand, unit],
  'advertiser/brand-data.server#archiveBrand': (w) => [w.brand],
  'advertiser/brand-data.server#restoreBrand': (w) => [w.brand],
  'advertiser/brand-data.server#removeBrand': (w) => [w.brand],
  'advertiser/client-data.server#requireClient': (w) => [w.clientSlug],
  'advertiser/client-data.server#listClients': () => ['all'],
  'advertiser/client-data.server#listClientPage': () => [page, 'all'],
  'advertiser/client-data.server#getClientSettings': (w) => [w.client],
  'advertiser/client-data.server#countByClient': {
    args: () => [],
    read: (counts: never) => [...(counts as Map<string, unknown>)],
  },
  'advertiser/client-data.server#createClient': {
    args: () => [form],
    control: 'makes a client of its own, whoever calls',
  },
  'advertiser/client-data.server#currencyLock': (w) => [w.client],
  'advertiser/client-data.server#updateClient': (w) => [{ ...form, clientId: w.client }],
  'advertiser/client-data.server#updateNaming': (w) => [naming(w)],
  'advertiser/client-data.server#archiveClient': (w) => [w.client],
  'advertiser/client-data.server#restoreClient': (w) => [w.client],
  'advertiser/export.server#exportClient': (w) => [w.client, later],
  'advertiser/note-data.server#listNotes': (w) => [w.client],
  'advertiser/note-data.server#createNote': (w) => [{ clientId: w.client, body: 'Taken', forClient: true }],
  'advertiser/note-data.server#removeNote': (w) => [w.note],
  'advertiser/remove.server#removeClient': (w) => [{ clientId: w.client, name: w.clientName }],
  'advertiser/rest.server#restListClients': () => [{ ...page, status: 'all' }],
  'advertiser/rest.server#restGetClient': (w) => [w.client],
  'advertiser/rest.server#restCreateClient': {
    args: () => [{ ...rest, goal_metric: null, goal_value: null, website: null }],
    control: 'makes a client of its own, whoever calls',
  },
  'advertiser/rest.server#restUpdateClient': (w) => [w.client, { name: 'Taken' }],
  'advertiser/rest.server#restListBrands': (w) => [{ ...page, client_id: w.client }],
  'advertiser/rest.server#restGetBrand': (w) => [w.brand],
  'advertiser/rest.server#restCreateBrand': (w) => [
    { client_id: w.client, name: 'Rest brand', monthly_budget: null, daily_budget: null },
  ],
  'advertiser/rest.server#restUpdateBrand': (w) => [w.brand, { name: 'Taken' }],
  'advertiser/rest.server#restListSkus': (w) => [{ ...page, client_id: w.client }],
  'advertiser/rest.server#restGetSku': (w) => [w.sku],
  'advertiser/rest.server#restCreateSku': (w) => [{ brand_id: w.brand, name: 'Rest SKU', daily_budget: null }],
  'advertiser/rest.server#restUpdateSku': (w) => [w.sku, { name: 'Taken' }],
  'advertiser/rest.server#restExportClient': (w) => [w.client],
  'advertiser/run.server#addBrand': (w) => [{ ...typed, clientId: w.client, name: 'Form brand' }],
  'advertiser/run.server#editBrand': (w) => [{ ...typed, brandId: w.brand }],
  'advertiser/run.server#addSku': (w) => [{ brandId: w.brand, name: 'Form SKU', dailyBudget: '' }],
  'advertiser/run.server#editSku': (w) => [{ skuId: w.sku, name: 'Taken', dailyBudget: '' }],
  'advertiser/sku-data.server#listSkus': (w) => [w.client],
  'advertiser/sku-data.server#listSkuPage': (w) => [page, { clientId: w.client }],
  'advertiser/sku-data.server#getSku': (w) => [w.sku],
  'advertiser/sku-data.server#createSku': (w) => [w.brand, { name: 'Data SKU', dailyBudgetMicros: null }],
  'advertiser/sku-data.server#updateSku': (w) => [w.sku, { name: 'Taken' }],
  'advertiser/sku-data.server#archiveSku': (w) => [w.sku],
  'advertiser/sku-data.server#restoreSku': (w) => [w.sku],
  'advertiser/sku-data.server#removeSku': (w) => [w.sku],
  'agency/data.server#getAgency': { args: () => [], agency: WIDE },
  'agency/data.server#updateAgency': {
    args: () => [settings],
    agency: WIDE,
    control: 'changes the own agency, whoever calls',
  },
  'agency/portfolio.server#listPortfolio': () => [later],
  'mail/send.server#listMail': { args: () => [], agency: WIDE },
  'mail/send.server#sendMail': {
    args: () => [{ to: 'a@example.test', subject: 'Hello', text: 'Hello' }],
    agency: WIDE,
    control: 'writes into the own outbox, whoever calls',
  },
  'member/data.server#listMembers': { args: () => [], agency: WIDE },
  'member/data.server#listInvitations': { args: () => [], agency: WIDE },
  'member/data.server#requireClientsExist': (w) => [[w.client]],
  'member/data.server#updateMember': {
    args: (w) => [{ membershipId: w.membership, role: 'manager', allClients: true, clientIds: [] }],
    agency: WIDE,
  },
  'member/data.server#removeMember': { args: (w) => [w.membership], agency: WIDE },
  'member/data.server#updateProfile': {
    args: () => [{ name: 'Myself' }],
    control: 'changes the own name',
    agency: WIDE,
  },
  'member/invite.server#createInvitation': {
    args: (w) => [{ email: 'b@example.test', role: 'viewer', allClients: false, clientIds: [w.client] }],
  },
  'member/invite.server#resendInvitation': { args: (w) => [w.invitation], agency: WIDE },
  'member/invite.server#revokeInvitation': { args: (w) => [w.invitation], agency: WIDE },
  'member/reset.server#changeOwnPassword': {
    args: () => [{ current: 'wrong', password: 'a long enough password' }],
    control: 'asks for the own password',
  },
  'member/rest.server#restTeam': { args: () => [], agency: WIDE },
}
