import { z } from 'zod'
import { uploadMedia } from '@/lib/media/upload.server'
import { route } from '@/lib/server/route'

export const POST = route({
  may: 'ad.build',
  query: z.object({ agency: z.string().optional(), client: z.uuid() }),
  status: 201,
  run: (scope, { query, request }) => uploadMedia(scope, query.client, request),
})
