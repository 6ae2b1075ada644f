import { registerAndSignIn } from '@/lib/member/rest.server'
import { RestRegistration } from '@/lib/member/rest'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: RestRegistration,
  status: 201,
  limit: { name: 'register', points: 20, seconds: 3600 },
  run: ({ body, address }) => registerAndSignIn(body, address),
})
