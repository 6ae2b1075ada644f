import { resetPassword } from '@/lib/member/reset.server'
import { Reset } from '@/lib/member/schema'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: Reset,
  limit: { name: 'reset', points: 20, seconds: 3600 },
  run: ({ body }) => resetPassword(body.token, body.password),
})
