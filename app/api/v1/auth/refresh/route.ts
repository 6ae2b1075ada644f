import { RestRefresh } from '@/lib/member/rest'
import { refresh } from '@/lib/member/token.server'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: RestRefresh,
  limit: { name: 'refresh', points: 100, seconds: 60 },
  run: ({ body }) => refresh(body.refresh_token),
})
