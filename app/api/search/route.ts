import { find } from '@/lib/search/data.server'
import { SearchQuery } from '@/lib/search/schema'
import { route } from '@/lib/server/route'

export const GET = route({ may: 'client.read', query: SearchQuery, run: (scope, { query }) => find(scope, query.q) })
