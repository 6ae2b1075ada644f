import { z } from 'zod'
import { serveMedia } from '@/lib/media/upload.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'dashboard.read',
  params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, 'This is not the address of a picture.') }),
  query: z.object({ agency: z.string().optional() }),
  run: (scope, { params }) => serveMedia(scope, params.hash),
})
