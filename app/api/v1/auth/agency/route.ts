import { registerFromForm } from '@/lib/member/open.server'
import { Registration } from '@/lib/member/schema'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({
  body: Registration,
  status: 201,
  limit: { name: 'register', points: 20, seconds: 3600 },
  run: ({ body, address }) => registerFromForm(body, address),
})
