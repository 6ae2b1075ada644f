import 'server-only'
import {
  type Caller,
  ConnectorError,
  type Connector,
  type RemoteAsset,
  type RemoteCampaign,
  type ReportPage,
  type ReportWindow,
} from '../define'
import type { Http } from '../http.server'
import { type Dict, isDict, text } from '../json'
import { halves } from '../window'
import { accessOf, node, pages, rows } from './client.server'
import {
  accountOf,
  campaignOf,
  eventAssets,
  insightsQuery,
  pageAssets,
  pixelAsset,
  promotedEvents,
  reportRowOf,
} from './map'
import { accountPath } from './plan'

type Reads = Pick<Connector, 'listAccounts' | 'listAssets' | 'listCampaigns' | 'report'>

export function metaReads(http: Http): Reads {
  return {
    listAccounts: async ({ accessToken }) => {
      const fields = 'id,account_id,name,currency,timezone_name,account_status,min_daily_budget'
      return (await rows(http, { accessToken, paceKey: 'meta:login' }, 'me/adaccounts', { fields })).map(accountOf)
    },
    listAssets: (caller) => listAssets(http, caller),
    listCampaigns: (caller, only) => (only ? listSome(http, caller, only) : listCampaigns(http, caller)),
    report: (caller, window) => report(http, caller, window),
  }
}

async function listAssets(http: Http, caller: Caller): Promise<RemoteAsset[]> {
  const access = accessOf(caller)
  const pagesOfLogin = await rows(http, access, 'me/accounts', {
    fields: 'id,name,instagram_business_account{id,username}',
  })
  const pixels = await rows(http, access, `${accountPath(caller.account.externalId)}/adspixels`, { fields: 'id,name' })
  return [...pagesOfLogin.flatMap(pageAssets), ...pixels.map(pixelAsset), ...(pixels.length > 0 ? eventAssets() : [])]
}

const CAMPAIGN = 'id,name,objective,status,effective_status,daily_budget,lifetime_budget,start_time,stop_time'
const AD_SET = 'id,name,campaign_id,status,effective_status,daily_budget,lifetime_budget'
const AD = 'id,name,adset_id,campaign_id,status,effective_status,creative{id,title,object_story_spec}'

async function listCampaigns(http: Http, caller: Caller): Promise<RemoteCampaign[]> {
  const access = accessOf(caller)
  const act = accountPath(caller.account.externalId)
  const campaigns = await rows(http, access, `${act}/campaigns`, { fields: CAMPAIGN })
  const adSets = Map.groupBy(await rows(http, access, `${act}/adsets`, { fields: AD_SET }), campaignIdOf)
  const ads = Map.groupBy(await rows(http, access, `${act}/ads`, { fields: AD }), campaignIdOf)
  return campaigns.map((row) =>
    campaignOf(row, adSets.get(text(row['id'])) ?? [], ads.get(text(row['id'])) ?? [], caller.account.currency),
  )
}

/** One by one, as what was deleted is shown by its id alone; what is below it is not shown at all. */
async function listSome(http: Http, caller: Caller, only: readonly string[]): Promise<RemoteCampaign[]> {
  const access = accessOf(caller)
  const found: RemoteCampaign[] = []
  for (const id of only) {
    const row = await node(http, access, id, CAMPAIGN).catch((error: unknown) => {
      if (error instanceof ConnectorError && error.fault === 'not_found') return undefined
      throw error
    })
    if (!isDict(row)) continue
    const isGone = ['DELETED', 'ARCHIVED'].includes(text(row['status']))
    const adSets = isGone ? [] : await rows(http, access, `${id}/adsets`, { fields: AD_SET })
    const ads = isGone ? [] : await rows(http, access, `${id}/ads`, { fields: AD })
    found.push(campaignOf(row, adSets, ads, caller.account.currency))
  }
  return found
}

const campaignIdOf = (row: Dict): string => text(row['campaign_id'])

/** Pages of figures. Where Meta finds the question too large, it is asked again in halves. */
async function* report(http: Http, caller: Caller, window: ReportWindow): AsyncGenerator<ReportPage> {
  if (window.externalCampaignIds?.length === 0) return
  const access = accessOf(caller)
  const act = accountPath(caller.account.externalId)
  let promoted: Map<string, string> | undefined
  let isFirst = true
  try {
    for await (const page of pages(http, access, `${act}/insights`, insightsQuery(window))) {
      isFirst = false
      if (page.rows.length > 0)
        promoted ??= promotedEvents(
          await rows(http, access, `${act}/adsets`, { fields: 'campaign_id,promoted_object' }),
        )
      yield {
        raw: page.raw,
        rows: page.rows.flatMap((row) => reportRowOf(row, window.grain, promoted ?? new Map()) ?? []),
      }
    }
  } catch (error) {
    const smaller = halves(window)
    const isTooLarge = error instanceof ConnectorError && error.fault === 'ask_for_less'
    // After a page was given out, asking in halves would give its rows twice.
    if (!isTooLarge || !isFirst || !smaller) throw error
    for (const half of smaller) yield* report(http, caller, half)
  }
}
