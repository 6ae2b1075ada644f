'use client'

import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '@/lib/client/api'
import { useBuilder } from './context'

const Landing = z.object({ ok: z.boolean(), message: z.string(), lost: z.array(z.string()).default([]) })
const Landings = z.array(z.object({ url: z.string(), landing: Landing }))

/** What the saved draft's landing pages answer; asked again when an address has changed. */
export function useLandings() {
  const { data, draft, kept } = useBuilder()
  const urls = [
    ...new Set(
      draft.ads.flatMap((ad) => [ad.fields.url, ...Object.values(ad.overrides).flatMap((fields) => fields.url ?? [])]),
    ),
  ]
    .map((url) => url.trim())
    .filter((url) => URL.canParse(url))
  return useQuery({
    queryKey: ['build-landings', data.build.id, ...urls],
    enabled: urls.length > 0 && kept.save.kind === 'saved',
    queryFn: ({ signal }) =>
      api(`/api/builds/${data.build.id}/landing`, (value) => Landings.parse(value), {
        query: { agency: data.agency },
        signal,
      }),
    staleTime: 5 * 60_000,
    retry: false,
  })
}
