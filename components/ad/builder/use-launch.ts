'use client'

import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '@/lib/client/api'
import type { LaunchView } from '@/lib/launch/data.server'
import { useBuilder } from './context'

const isLaunch = (value: unknown): value is LaunchView =>
  z.object({ id: z.string(), isRunning: z.boolean(), accounts: z.array(z.unknown()) }).safeParse(value).success

/** The launch as it stands, every second while it runs; null before there is one. */
export function useLaunch() {
  const { data } = useBuilder()
  return useQuery({
    queryKey: ['launch', data.build.id],
    queryFn: ({ signal }) =>
      api(
        `/api/builds/${data.build.id}/launch`,
        (value): LaunchView | null => {
          if (value === null || value === undefined) return null
          if (!isLaunch(value)) throw new RangeError('The launch has another shape than expected.')
          return value
        },
        { query: { agency: data.agency }, signal },
      ),
    refetchInterval: (query) => (query.state.data?.isRunning ? 1000 : false),
    staleTime: 1000,
  })
}
