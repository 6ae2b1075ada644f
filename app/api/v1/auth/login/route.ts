import { RestLogin } from '@/lib/member/rest'
import { login } from '@/lib/member/token.server'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: RestLogin,
  limit: { name: 'login', points: 100, seconds: 60 },
  run: ({ body, address }) => login(body, address),
})
