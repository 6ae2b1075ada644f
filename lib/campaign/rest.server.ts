import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { requireClient } from '@/lib/advertiser/client-data.server'
import { day } from '@/lib/core/day'
import { db } from '@/lib/server/prisma'
import { csvHead, csvLine, csvRow, csvTotal, exportColumns } from './columns'
import type { CampaignPage, CampaignQuery, ExportQuery, SparkQuery, StateRow } from './list'
import { listCampaigns, sparklines } from './list.server'

/** A page of the table, by the client's slug. */
export async function campaignPage(scope: Scope, client: string, query: CampaignQuery): Promise<CampaignPage> {
  const { id } = await requireClient(scope, client)
  return listCampaigns(scope, id, query)
}

export async function campaignSparklines(
  scope: Scope,
  client: string,
  { ids, first, last }: SparkQuery,
): Promise<Record<string, (number | null)[]>> {
  const { id } = await requireClient(scope, client)
  return sparklines(scope, id, ids, { first: day(first), last: day(last) })
}

/** The state of some campaigns, for polling until the platform has followed. */
export async function campaignStates(scope: Scope, client: string, ids: readonly string[]): Promise<StateRow[]> {
  const { id: clientId } = await requireClient(scope, client)
  const rows = await db(scope).campaign.findMany({
    where: { AND: [within(scope), { clientId, id: { in: [...ids] } }] },
    select: {
      id: true,
      status: true,
      platformStatus: true,
      desiredOn: true,
      origin: true,
      adoptedAt: true,
      holds: { where: { unitId: null, releasedAt: null }, select: { kind: true }, orderBy: { createdAt: 'asc' } },
    },
  })
  return rows.map(({ origin, adoptedAt, holds, ...row }) => ({
    ...row,
    isAdopted: origin === 'built' || adoptedAt !== null,
    holds: holds.map(({ kind }) => kind),
  }))
}

const CHUNK = 500

/** The table as CSV: the rows that match, the columns in sight, in the order on screen, totals first. */
export async function campaignCsv(scope: Scope, client: string, query: ExportQuery): Promise<Response> {
  const { id, slug } = await requireClient(scope, client)
  const columns = exportColumns(query.hide)
  const first = await listCampaigns(scope, id, { ...query, limit: CHUNK })
  let page = first
  let started = false
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = ''
      if (started) page = await listCampaigns(scope, id, { ...query, limit: CHUNK, cursor: page.next ?? undefined })
      else {
        text = `\ufeff${csvLine(csvHead(columns))}${first.totals.map(({ currency, ...sums }) => csvLine(csvTotal(columns, currency, sums))).join('')}`
        started = true
      }
      controller.enqueue(encoder.encode(text + page.data.map((row) => csvLine(csvRow(columns, row))).join('')))
      if (page.next === null) controller.close()
    },
  })
  const name = `${slug}-campaigns-${query.first}-to-${query.last}.csv`
  return new Response(stream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
