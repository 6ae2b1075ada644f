import { cookies } from 'next/headers'
import { takeAnswer } from '@/lib/integration/callback.server'
import { Provider } from '@/lib/integration/schema'
import { publicOrigin } from '@/lib/server/origin'

/** A platform sends the person back here; whatever it sent, the person lands on a page that says what came of it. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const provider = Provider.safeParse((await params).provider)
  if (!provider.success) return new Response('Not found', { status: 404 })
  const query = new URL(request.url).searchParams
  const answer = {
    state: query.get('state') ?? '',
    code: query.get('code'),
    error: query.get('error'),
    origin: publicOrigin(request.headers),
  }
  const location = await takeAnswer(provider.data, answer, (await cookies()).get('agency')?.value)
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
