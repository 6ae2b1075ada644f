import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/client/api'
import { type JobsQuery, JobsView } from './view'

const SOON_MS = 2000
const IDLE_MS = 15_000

/** The page of runs, read again soon while one goes on or `eager` says that one is about to begin. */
export const jobsQuery = (agency: string, query: JobsQuery, initialData: JobsView, eager: boolean) =>
  queryOptions({
    queryKey: ['jobs', agency, query],
    queryFn: ({ signal }) =>
      api('/api/jobs', (value) => JobsView.parse(value), { query: { agency, ...query }, signal }),
    initialData,
    refetchInterval: ({ state }) => {
      const moves = state.data?.runs.some(({ status }) => status === 'running' || status === 'waiting')
      return moves || eager ? SOON_MS : IDLE_MS
    },
  })
