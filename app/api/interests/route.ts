import { z } from 'zod'
import { findInterests } from '@/lib/build/interests.server'
import { route } from '@/lib/server/route'

const query = z.object({
  agency: z.string().optional(),
  client: z.uuid(),
  q: z.string().trim().min(1, 'Write a word to search for.').max(100),
})

export const GET = route({
  may: 'ad.build',
  query,
  run: (scope, { query: { client, q } }) => findInterests(scope, client, q),
})
