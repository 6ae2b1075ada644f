import 'server-only'
import type { Scope } from '@/lib/access/scope'
import type { Period } from '@/lib/report/period'
import type { CampaignPage } from './list'
import { listCampaigns } from './list.server'
import type { TablePlace, TableView } from './queries'

/** Rows of the first paint: what a tall screen shows and some to scroll to, while the next page is read. */
const FIRST = 60

export type FirstCampaigns = { page: CampaignPage; view: TableView; place: TablePlace }

/** The first page of the table as the address asks for it, so that the first paint has its rows. */
export async function firstCampaigns(
  scope: Scope,
  client: { id: string; slug: string },
  agency: string,
  { first, last }: Period,
  view: TableView,
): Promise<FirstCampaigns> {
  const { sort, dir, q, platform, status, minSpend } = view
  const query = {
    first,
    last,
    sort,
    dir,
    q,
    platform: [...platform],
    status: [...status],
    minSpend: minSpend ?? undefined,
    limit: FIRST,
  }
  return {
    page: await listCampaigns(scope, client.id, query),
    view,
    place: { agency, client: client.slug, first, last },
  }
}
