import { joinSignedIn } from '@/lib/member/open.server'
import { AcceptKnown } from '@/lib/member/schema'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: AcceptKnown,
  limit: { name: 'invitation', points: 30, seconds: 3600 },
  run: ({ body }) => joinSignedIn(body.token),
})
