import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { api, withQuery } from '@/lib/client/api'
import { CampaignDetail } from './detail'
import { CampaignPage, StateRow, type Sort } from './list'

/** The view of the table, as its address holds it. */
export type TableView = {
  sort: Sort
  dir: 'asc' | 'desc'
  q: string
  platform: readonly string[]
  status: readonly string[]
  minSpend: number | null
}

export type TablePlace = { agency: string; client: string; first: string; last: string }

const PAGE = 200

const path = ({ client }: TablePlace): string => `/api/clients/${encodeURIComponent(client)}/campaigns`

const asked = ({ agency, first, last }: TablePlace, { sort, dir, q, platform, status, minSpend }: TableView) => ({
  agency,
  first,
  last,
  sort,
  dir,
  q: q || null,
  platform: platform.length > 0 ? platform.join(',') : null,
  status: status.length > 0 ? status.join(',') : null,
  minSpend,
})

const root = (client: string) => ['campaigns', client] as const

/** All pages of the table so far: the server's first one, then 200 rows each. */
export const campaignPages = (place: TablePlace, view: TableView) =>
  infiniteQueryOptions({
    queryKey: [...root(place.client), 'pages', asked(place, view)],
    queryFn: ({ pageParam, signal }) =>
      api(path(place), (value) => CampaignPage.parse(value), {
        query: { ...asked(place, view), limit: PAGE, cursor: pageParam || null },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: CampaignPage) => last.next ?? undefined,
  })

export const exportPath = (place: TablePlace, view: TableView, hidden: readonly string[]): string =>
  withQuery(`${path(place)}/export`, { ...asked(place, view), hide: hidden.join(',') || null })

const Lines = z.record(z.string(), z.array(z.number().nullable()))

/** Spend by day of some campaigns. */
export const readSparklines = (place: TablePlace, ids: readonly string[]): Promise<Record<string, (number | null)[]>> =>
  api(`${path(place)}/sparklines`, (value) => Lines.parse(value), {
    query: { agency: place.agency, first: place.first, last: place.last, ids: ids.join(',') },
  })

/** The state of campaigns that the platform has not confirmed yet. */
export const readStates = (place: Pick<TablePlace, 'agency' | 'client'>, ids: readonly string[]): Promise<StateRow[]> =>
  api(`/api/clients/${encodeURIComponent(place.client)}/campaigns/states`, (value) => z.array(StateRow).parse(value), {
    query: { agency: place.agency, ids: ids.join(',') },
  })

/** One campaign, for its page. */
export const oneCampaign = (agency: string, client: string, id: string) =>
  queryOptions({
    queryKey: [...root(client), 'one', id],
    queryFn: ({ signal }) =>
      api(`/api/clients/${encodeURIComponent(client)}/campaigns/${id}`, (value) => CampaignDetail.parse(value), {
        query: { agency },
        signal,
      }),
  })

export const campaignRoot = root
