'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '@/lib/client/api'
import type { Review } from '@/lib/launch/review.server'
import { useBuilder } from './context'

const isReview = (value: unknown): value is Review =>
  z.object({ revision: z.number(), checkedAt: z.string(), preflight: z.array(z.unknown()) }).safeParse(value).success

/** The review of the draft as the server has it; asked again for each saved revision. */
export function useReview() {
  const { data, kept } = useBuilder()
  const { id } = data.build
  return useQuery({
    queryKey: ['build-review', id, kept.revision],
    enabled: kept.save.kind === 'saved',
    queryFn: async ({ signal }) =>
      api(
        `/api/builds/${id}/review`,
        (value) => {
          if (!isReview(value)) throw new RangeError('The review has another shape than expected.')
          return value
        },
        { query: { agency: data.agency }, signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
