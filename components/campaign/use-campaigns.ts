'use client'

import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CampaignPage, CampaignRow, StateRow } from '@/lib/campaign/list'
import { campaignPages, campaignRoot, readStates, type TablePlace, type TableView } from '@/lib/campaign/queries'
import { statusOf } from '@/lib/campaign/status'

const POLL_MS = 2500
const MOST_POLLED = 200

export type FirstPage = { page: CampaignPage; view: TableView; place: TablePlace }

type Pages = InfiniteData<CampaignPage, string>

/** The rows that the table has so far, the next page when it is scrolled to, and the truth about rows that change. */
export function useCampaigns(place: TablePlace, view: TableView, first: FirstPage) {
  const options = campaignPages(place, view)
  const key = JSON.stringify(options.queryKey)
  const isFirst = key === JSON.stringify(campaignPages(first.place, first.view).queryKey)
  const query = useInfiniteQuery({
    ...options,
    ...(isFirst ? { initialData: { pages: [first.page], pageParams: [''] } } : {}),
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data])
  const patch = usePatch(place.client)
  const { round, isActing, act } = useActing()
  usePolling(place, rows, patch, round, isActing)
  return { query, rows, head: query.data?.pages[0], patch, act }
}

/** Changes rows in every view of this client that is kept, at once. */
function usePatch(client: string) {
  const queries = useQueryClient()
  return useCallback(
    (change: (row: CampaignRow) => CampaignRow) => {
      queries.setQueriesData<Pages>({ queryKey: [...campaignRoot(client), 'pages'] }, (data) =>
        data ? { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(change) })) } : data,
      )
    },
    [queries, client],
  )
}

export type Patch = ReturnType<typeof usePatch>

/** Runs a change. What was read before or during it is of an older round and must not undo what is shown. */
function useActing() {
  const [running, setRunning] = useState(0)
  const [round, setRound] = useState(0)
  const act = useCallback(async <T>(work: () => Promise<T>): Promise<T> => {
    setRunning((n) => n + 1)
    setRound((n) => n + 1)
    try {
      return await work()
    } finally {
      setRunning((n) => n - 1)
      setRound((n) => n + 1)
    }
  }, [])
  return { round, isActing: running > 0, act }
}

export type Act = ReturnType<typeof useActing>['act']

/** While the platform has not followed, the states are read again until it has. */
function usePolling(
  place: TablePlace,
  rows: readonly CampaignRow[],
  patch: Patch,
  round: number,
  isActing: boolean,
): void {
  const busy = useMemo(
    () =>
      rows
        .filter((row) => statusOf(row).shape === 'busy')
        .slice(0, MOST_POLLED)
        .map(({ id }) => id),
    [rows],
  )
  const { data } = useQuery({
    queryKey: [...campaignRoot(place.client), 'states', round, busy],
    queryFn: () => readStates(place, busy),
    enabled: busy.length > 0 && !isActing,
    refetchInterval: POLL_MS,
    staleTime: 0,
    gcTime: 0,
  })
  useEffect(() => {
    if (!data || data.length === 0) return
    const found = new Map<string, StateRow>(data.map((row) => [row.id, row]))
    patch((row) => ({ ...row, ...found.get(row.id) }))
  }, [data, patch])
}
