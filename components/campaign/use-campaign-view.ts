'use client'

import { parseAsArrayOf, parseAsFloat, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { HIDDEN_AT_FIRST } from '@/lib/campaign/columns'
import { SORTS } from '@/lib/campaign/list'
import type { TableView } from '@/lib/campaign/queries'

const list = parseAsArrayOf(parseAsString)

const PARSERS = {
  sort: parseAsStringLiteral(SORTS).withDefault('spend'),
  dir: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  q: parseAsString.withDefault(''),
  platform: list.withDefault([]),
  status: list.withDefault([]),
  minSpend: parseAsFloat,
  hide: list.withDefault([...HIDDEN_AT_FIRST]),
}

/** Sort, filters, search and columns of the campaign table: all of it stands in the address, so that a view can be sent. */
export function useCampaignView() {
  const [all, set] = useQueryStates(PARSERS, { history: 'replace', throttleMs: 200 })
  const { hide, ...rest } = all
  const view = useMemo((): TableView => rest, [rest.sort, rest.dir, rest.q, rest.platform, rest.status, rest.minSpend]) // oxlint-disable-line react/exhaustive-deps -- rest is these
  const clear = () => set({ q: null, platform: null, status: null, minSpend: null })
  const isFiltered = view.q !== '' || view.platform.length > 0 || view.status.length > 0 || view.minSpend !== null
  return { view, hide, set, clear, isFiltered }
}

export type CampaignView = ReturnType<typeof useCampaignView>
