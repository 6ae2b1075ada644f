import 'server-only'
import { log } from '@/lib/server/log'
import {
  type Caller,
  ConnectorError,
  type Connector,
  type Credentials,
  type RemoteAccount,
  type RemoteCampaign,
  type ReportPage,
  type ReportWindow,
} from '../define'
import type { Http } from '../http.server'
import { accessOf, pages, rows } from './client.server'
import * as gaql from './gaql'
import { accountOf, adOf, campaignOf, conversionGoalOf, reportRowOf, unitOf } from './map'
import { accessibleCustomers } from './oauth.server'
import { halves } from '../window'

type Reads = Pick<Connector, 'listAccounts' | 'listAssets' | 'listCampaigns' | 'report'>

export function googleReads(http: Http): Reads {
  return {
    listAccounts: (credentials) => listAccounts(http, credentials),
    listAssets: async (caller) =>
      (await rows(http, accessOf(caller), caller.account.externalId, gaql.CONVERSION_ACTIONS)).map(conversionGoalOf),
    listCampaigns: (caller, only) => listCampaigns(http, caller, only),
    report: (caller, window) => report(http, caller, window),
  }
}

/** Every account below every customer that the login reaches, once, with the manager through which it is reached. */
async function listAccounts(http: Http, credentials: Credentials): Promise<RemoteAccount[]> {
  const found = new Map<string, RemoteAccount>()
  let refusal: ConnectorError | undefined
  for (const root of await accessibleCustomers(http, credentials)) {
    try {
      for (const row of await rows(
        http,
        { ...credentials, loginExternalId: root, paceKey: 'google:login' },
        root,
        gaql.CUSTOMER_CLIENTS,
      )) {
        const account = accountOf(row, root)
        // Reached directly is simplest; the manager's way stays only where there is no other.
        if (account && (!found.has(account.externalId) || account.loginExternalId === null))
          found.set(account.externalId, account)
      }
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.fault !== 'permission') throw error
      // One cancelled customer among many must not hide the others.
      refusal = error
      log().info({ customer: root, code: error.platform?.code }, 'a Google customer could not be listed')
    }
  }
  if (found.size === 0 && refusal) throw refusal
  return [...found.values()]
}

/** Ids in one query. */
const MOST_IDS = 1_000

async function listCampaigns(http: Http, caller: Caller, only?: readonly string[]): Promise<RemoteCampaign[]> {
  if (!only) return campaignsOf(http, caller)
  const found: RemoteCampaign[] = []
  for (let i = 0; i < only.length; i += MOST_IDS)
    found.push(...(await campaignsOf(http, caller, only.slice(i, i + MOST_IDS))))
  return found
}

async function campaignsOf(http: Http, caller: Caller, only?: readonly string[]): Promise<RemoteCampaign[]> {
  const access = accessOf(caller)
  const { externalId, timezone } = caller.account
  const campaigns = new Map<string, RemoteCampaign>()
  const units = new Map<string, RemoteCampaign['units'][number]>()
  for await (const page of pages(http, access, externalId, gaql.campaigns(only)))
    for (const row of page.rows) {
      const campaign = campaignOf(row, timezone)
      campaigns.set(campaign.externalId, campaign)
    }
  for await (const page of pages(http, access, externalId, gaql.adGroups(only)))
    for (const row of page.rows) {
      const { campaignId, unit } = unitOf(row)
      units.set(unit.externalId, unit)
      campaigns.get(campaignId)?.units.push(unit)
    }
  for await (const page of pages(http, access, externalId, gaql.ads(only)))
    for (const row of page.rows) {
      const { unitId, ad } = adOf(row)
      units.get(unitId)?.ads.push(ad)
    }
  return [...campaigns.values()]
}

/** Pages of figures. Where Google finds the question too large, it is asked again in halves. */
async function* report(http: Http, caller: Caller, window: ReportWindow): AsyncGenerator<ReportPage> {
  if (window.externalCampaignIds?.length === 0) return
  let isFirst = true
  try {
    for await (const page of pages(http, accessOf(caller), caller.account.externalId, gaql.reportQuery(window))) {
      isFirst = false
      yield { raw: page.raw, rows: page.rows.flatMap((row) => reportRowOf(row, window.grain) ?? []) }
    }
  } catch (error) {
    const smaller = halves(window)
    const isTooLarge = error instanceof ConnectorError && error.fault === 'ask_for_less'
    // After a page was given out, asking in halves would give its rows twice.
    if (!isTooLarge || !isFirst || !smaller) throw error
    for (const half of smaller) yield* report(http, caller, half)
  }
}
