import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { now } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { readBody } from './body'
import { serveControl } from './control.server'
import { SandboxRefusal, type DrawnFault, type SandboxPlatform, type SandboxReply, type SandboxRequest } from './define'
import { reportingOf, takeFault, type Fault } from './fault.server'
import { writeJournal } from './journal.server'
import { findPlatform } from './platforms.server'

const HELD_MS = 60_000
const TRANSACTION_MS = 30_000

/** Where the browser sees this server: behind a proxy the forwarded host, else the request's own. */
function originOf(request: Request): string {
  const url = new URL(request.url)
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? url.host
  const scheme = request.headers.get('x-forwarded-proto')?.split(',')[0] ?? url.protocol.replace(':', '')
  return `${scheme}://${host}`
}

async function readRequest(request: Request, path: string): Promise<SandboxRequest> {
  return {
    method: request.method,
    path: `/${path.replace(/^\/+|\/+$/g, '')}`,
    query: new URL(request.url).searchParams,
    headers: request.headers,
    ...(await readBody(request)),
    now: await now(),
    origin: originOf(request),
    reporting: reportingOf(undefined),
  }
}

/** Faults that are answered without looking at the request. */
const DRAWN: Partial<Record<Fault['kind'], DrawnFault>> = {
  rate_limit: 'rate_limit',
  server_error: 'server_error',
  expired_token: 'expired_token',
  reject: 'reject',
}

type Call = { platform: SandboxPlatform; request: SandboxRequest; accountId: string | null; fault: Fault | undefined }

const finished = (platform: SandboxPlatform, reply: SandboxReply): SandboxReply => platform.finish?.(reply) ?? reply

const drawn = ({ platform, request, accountId, fault }: Call, kind: DrawnFault): SandboxReply =>
  finished(platform, platform.fault(kind, { ...fault?.details, account: accountId }, request))

/** Handles a request and records it, both or neither. A refusal undoes the effects and is recorded without them. */
async function perform(call: Call): Promise<SandboxReply> {
  const { platform, request, accountId, fault } = call
  const entry = { platform: platform.key, request, accountId, fault: fault?.kind ?? null }
  try {
    return await unsafeDb().$transaction(
      async (tx) => {
        const handled = finished(platform, await platform.handle(tx, request))
        const isLost = fault?.kind === 'server_error_after_write'
        const reply = isLost ? { ...drawn(call, 'server_error'), effects: handled.effects ?? [] } : handled
        await writeJournal(tx, { ...entry, reply })
        return reply
      },
      { timeout: TRANSACTION_MS },
    )
  } catch (error) {
    const isRefusal = error instanceof SandboxRefusal
    if (!isRefusal) log().error({ err: error, path: request.path }, 'the sandbox failed')
    const reply = isRefusal ? finished(platform, error.reply) : drawn(call, 'server_error')
    await writeJournal(unsafeDb(), { ...entry, reply: { ...reply, effects: [] } })
    return reply
  }
}

/** Answers with a planned failure without looking at the request. */
async function fail(call: Call, kind: DrawnFault): Promise<SandboxReply> {
  const { platform, request, accountId } = call
  const reply = drawn(call, kind)
  await writeJournal(unsafeDb(), { platform: platform.key, request, accountId, reply, fault: kind })
  return reply
}

async function answer(platform: SandboxPlatform, request: SandboxRequest, signal: AbortSignal): Promise<SandboxReply> {
  const { accountId, isReport } = await platform.subject(unsafeDb(), request)
  const fault = await takeFault(platform.key, { line: `${request.method} ${request.path}`, accountId, isReport })
  const hold = (ms: number) => wait(ms, undefined, { signal }).catch(() => undefined)
  const call = { platform, accountId, fault, request: { ...request, reporting: reportingOf(fault) } }
  const { ms, when = 'before' } = fault?.details ?? {}
  if (fault?.kind === 'latency' && when === 'before') await hold(ms ?? 0)
  const kind = fault && DRAWN[fault.kind]
  if (kind) return fail(call, kind)
  const reply = await perform(call)
  if (fault?.kind === 'latency' && when === 'after') await hold(ms ?? 0)
  if (fault?.kind === 'timeout_after_write') await hold(ms ?? HELD_MS)
  return reply
}

function respond({ status, body, headers = {} }: SandboxReply): Response {
  const html = typeof body === 'string'
  const text = html ? body : JSON.stringify(body ?? {})
  const type = html ? 'text/html; charset=utf-8' : 'application/json; charset=UTF-8'
  return new Response(status === 204 || status === 304 ? null : text, {
    status,
    headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  })
}

const nowhere = () =>
  new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })

/**
 * Answers one request to a sandbox platform (`meta`, `google`) or to its `control`.
 * @param path below `/api/sandbox/<platform>`, with or without a leading slash
 * @returns 404 unless the sandbox is switched on
 */
export async function serveSandbox(request: Request, platformKey: string, path: string): Promise<Response> {
  if (!env().SANDBOX) return nowhere()
  if (platformKey === 'control') return serveControl(request, path)
  const platform = findPlatform(platformKey)
  if (!platform) return nowhere()
  return respond(await answer(platform, await readRequest(request, path), request.signal))
}

const PREFIX = '/api/sandbox/'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Serves `/api/sandbox/<platform>/<path>` as the address of the request says. */
export async function serveSandboxAddress(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith(PREFIX)) return nowhere()
  const [platform = '', ...path] = pathname.slice(PREFIX.length).split('/')
  return serveSandbox(request, platform, decoded(path.join('/')))
}
