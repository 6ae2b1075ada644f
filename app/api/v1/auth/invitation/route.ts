import { acceptAsNew } from '@/lib/member/invite.server'
import { AcceptNew } from '@/lib/member/schema'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: AcceptNew,
  status: 201,
  limit: { name: 'invitation', points: 30, seconds: 3600 },
  run: ({ body }) => acceptAsNew(body.token, body.name, body.password),
})
