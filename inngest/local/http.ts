import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Registry } from './application'
import { readEvents, takeEvents } from './events'
import { reasonOf, say } from './log'
import { Refused } from './registry'
import { cancelRun, listRuns } from './runs'
import type { Settings } from './settings'
import { bearerOf, sameText } from './signature'
import type { Store } from './store'

type Answer = { status: number; body: Record<string, unknown> }
type Parts = { store: Store; registry: Registry; settings: Settings; wake: () => void }

const MAX_BODY = 8 * 1024 * 1024

/** A request that is refused, with the status and the sentence that its sender gets. */
class Denied extends Error {
  override readonly name = 'Denied'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BODY) throw new Denied(413, 'The body is larger than 8 MB. Send fewer events at a time.')
    chunks.push(bytes)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return value
  } catch {
    throw new Denied(400, 'The body is not JSON.')
  }
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function checkBearer(request: IncomingMessage, settings: Settings): void {
  if (!sameText(header(request, 'authorization') ?? '', bearerOf(settings.signingKey)))
    throw new Denied(401, 'The bearer token is not that of the signing key which this server was started with.')
}

async function postEvents(
  request: IncomingMessage,
  key: string,
  { store, registry, settings, wake }: Parts,
): Promise<Answer> {
  if (!sameText(key, settings.eventKey)) throw new Denied(401, 'The event key in the path is not that of this server.')
  const now = new Date()
  const events = readEvents(await jsonBody(request), header(request, 'x-inngest-event-id-seed'), now)
  if (!events)
    throw new Denied(
      400,
      'The body is not an event or a list of events: each needs a name, and data that is an object.',
    )
  const runs = await takeEvents(store, () => registry.known(), events, now)
  if (runs > 0) wake()
  return { status: 200, body: { ids: events.map((event) => event.id), status: 200 } }
}

async function postRegistration(request: IncomingMessage, { registry, settings, wake }: Parts): Promise<Answer> {
  checkBearer(request, settings)
  try {
    const { isNew } = await registry.take(await jsonBody(request))
    wake()
    return { status: 200, body: { ok: true, status: 200, modified: isNew } }
  } catch (error) {
    if (error instanceof Refused) return { status: 400, body: { ok: false, status: 400, error: error.message } }
    throw error
  }
}

async function getRuns(request: IncomingMessage, url: URL, { store, settings }: Parts): Promise<Answer> {
  checkBearer(request, settings)
  const limit = Math.min(1000, Number(url.searchParams.get('limit') ?? 100) || 100)
  return { status: 200, body: { data: await listRuns(store, url.searchParams.get('status') ?? undefined, limit) } }
}

async function postCancel(request: IncomingMessage, id: string, { store, settings }: Parts): Promise<Answer> {
  checkBearer(request, settings)
  if (!(await cancelRun(store, id, new Date()))) throw new Denied(404, `No run "${id}" is running.`)
  return { status: 200, body: { id, status: 'cancelled' } }
}

async function answer(request: IncomingMessage, parts: Parts): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, first = '', second = '', third = '', more] = url.pathname.split('/')
  const isPost = request.method === 'POST'
  if (more === undefined) {
    if (isPost && first === 'e' && third === '') return postEvents(request, decodeURIComponent(second), parts)
    if (isPost && first === 'fn' && second === 'register' && third === '') return postRegistration(request, parts)
    if (isPost && first === 'runs' && third === 'cancel') return postCancel(request, second, parts)
    if (request.method === 'GET' && first === 'runs' && second === '') return getRuns(request, url, parts)
    if (request.method === 'GET' && first === 'health' && second === '') return { status: 200, body: { status: 'ok' } }
  }
  throw new Denied(404, 'There is nothing at this address.')
}

/** Serves events, registrations and runs on 127.0.0.1 alone. */
export async function listen(port: number, parts: Parts): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request, parts)
      .catch((error: unknown): Answer => {
        if (error instanceof Denied)
          return { status: error.status, body: { error: error.message, status: error.status } }
        say('error', 'A request failed.', { path: request.url?.split('/')[1], reason: reasonOf(error) })
        return {
          status: 503,
          body: { error: 'The job server cannot write at the moment. Send it again.', status: 503 },
        }
      })
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}
