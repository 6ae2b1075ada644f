import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/client/api'
import { isMoving } from './account-state'
import { IntegrationsView } from './view'

const SOON_MS = 2000
const IDLE_MS = 60_000

/** The page's data, read again soon while something moves or `eager` says that it is about to, else once a minute. */
export const integrationsQuery = (agency: string, initialData: IntegrationsView, eager: boolean) =>
  queryOptions({
    queryKey: ['integrations', agency],
    queryFn: ({ signal }) =>
      api('/api/integrations', (value) => IntegrationsView.parse(value), { query: { agency }, signal }),
    initialData,
    refetchInterval: ({ state }) => {
      const moves = state.data?.logins.some((login) => login.accounts.some((account) => isMoving(account.state)))
      return moves || eager ? SOON_MS : IDLE_MS
    },
  })
