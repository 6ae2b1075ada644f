import sharp from 'sharp'
import { createHmac } from 'node:crypto'
import type { Json } from '@/lib/connectors/define'
import { type Dict, isDict } from '@/lib/connectors/json'
import { accountsOf, managerOf, type SandboxAccount } from '@/lib/sandbox/login'
import { connect } from '@/lib/sandbox/google/fixture'
import { pageOf, pixelOf } from '@/lib/sandbox/meta/asset'
import { signInToMeta } from '@/lib/sandbox/meta/trial.server'
import { env } from '@/lib/server/env'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { isFile, type Recorded } from './journal'

/*
 * A login that nobody else has, to which recorded requests are sent again: every account, page, pixel and entity that
 * they name becomes one of its own. What a request builds on is built there first, from the requests that built it.
 */

type Platform = 'google' | 'meta'
/** A request as it is sent again. JSON bodies keep their types; `form` is how the connectors write to Meta. */
export type Sent = { query: Dict; body: Dict | null; form?: boolean }
export type Answer = { status: number; text: string }

type Login = {
  email: string
  google: SandboxAccount
  meta: SandboxAccount
  manager: string
  tokens: Record<Platform, string>
}

export type Scratch = {
  /** Sends with ids of this login in place of the recorded ones; nothing lasts at Google, where it is only validated. */
  send: (request: Recorded, sent: Sent) => Promise<Answer>
  /** Builds what the request names. */
  prepare: (request: Recorded) => Promise<void>
}

const ID = /\b[0-9a-f]{32}\b|\d{8,}/g

async function signIn(origin: string): Promise<Login> {
  const email = `conformance-${newId().slice(-12)}@example.test`
  const { access } = await connect(origin, email)
  const { token } = await signInToMeta(`${origin}/api/sandbox/meta`, email)
  const usd = (platform: Platform): SandboxAccount => {
    const account = accountsOf(platform, email).find(({ currency }) => currency === 'USD')
    if (!account) throw new RangeError(`The login ${email} has no account in dollars.`)
    return account
  }
  return {
    email,
    google: usd('google'),
    meta: usd('meta'),
    manager: managerOf(email).id,
    tokens: { google: access, meta: token },
  }
}

/** What belongs to every login by its address alone: accounts, managers, pages, profiles and pixels. */
async function ownIds(login: Login): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { platform, email } of await unsafeDb().sandboxLogin.findMany()) {
    if (platform === 'google') {
      ids.set(managerOf(email).id, login.manager)
      for (const account of accountsOf('google', email)) ids.set(account.id, login.google.id)
    } else
      for (const account of accountsOf('meta', email)) {
        ids.set(account.id, login.meta.id)
        ids.set(pageOf(account).id, pageOf(login.meta).id)
        ids.set(pageOf(account).instagram.id, pageOf(login.meta).instagram.id)
        ids.set(pixelOf(account).id, pixelOf(login.meta).id)
      }
  }
  return ids
}

const idsIn = (request: Recorded): string[] => [
  ...new Set(JSON.stringify([request.path, request.query, request.body]).match(ID) ?? []),
]

/** Ids of what a request made, from effects such as `create ad_group_ad 12~34`. */
const madeIds = (effects: readonly string[]): string[] =>
  effects.flatMap((effect) => (effect.startsWith('create ') ? (effect.split(' ')[2] ?? '').split('~') : []))

function renamed(value: Json, suffix: string): Json {
  if (Array.isArray(value)) return value.map((item) => renamed(item, suffix))
  if (!isDict(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'name' && typeof item === 'string' ? `${item}${suffix}` : renamed(item, suffix),
    ]),
  )
}

const formOf = (fields: Dict): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  )

/** A new picture of the size that the recorded one had; no two are alike. */
async function picture(original: { width: number; height: number }): Promise<Blob> {
  const background = `#${newId().slice(-6)}`
  const bytes = await sharp({ create: { ...original, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' })
}

async function multipartOf(body: Dict, size: { width: number; height: number }): Promise<FormData> {
  const form = new FormData()
  for (const [key, value] of Object.entries(body))
    if (isFile(value)) form.append(key, await picture(size), key)
    else form.append(key, typeof value === 'string' ? value : JSON.stringify(value))
  return form
}

const isUpload = ({ path }: Recorded): boolean => path.endsWith('/adimages')

async function sizeOf(request: Recorded): Promise<{ width: number; height: number }> {
  const [hash = ''] = madeIds(request.effects)
  const row = hash
    ? await unsafeDb().sandboxEntity.findFirst({ where: { platform: 'meta', kind: 'image', id: { endsWith: hash } } })
    : null
  const data = isDict(row?.data) ? row.data : {}
  return { width: Number(data['width'] ?? 600), height: Number(data['height'] ?? 600) }
}

/** Sends to the sandbox as the login. Paths, queries and bodies have its ids already. */
async function transmit(
  origin: string,
  login: Login,
  request: Recorded,
  path: string,
  { query, body, form }: Sent,
): Promise<Answer> {
  const token = login.tokens[request.platform]
  const headers: Record<string, string> = { authorization: `Bearer ${token}` }
  const proof = createHmac('sha256', env().META_APP_SECRET).update(token).digest('hex')
  const address = formOf(
    Object.fromEntries(Object.entries(query).map(([key, value]) => [key, value === '[redacted]' ? proof : value])),
  )
  if (request.platform === 'google') headers['login-customer-id'] = login.manager
  let sent: BodyInit | undefined
  if (body && isUpload(request)) sent = await multipartOf(body, await sizeOf(request))
  else if (body && form) sent = formOf(body)
  else if (body) {
    headers['content-type'] = 'application/json'
    sent = JSON.stringify(body)
  }
  const search = address.toString() ? `?${address}` : ''
  const response = await fetch(`${origin}/api/sandbox/${request.platform}${path}${search}`, {
    method: request.method,
    headers,
    body: sent,
  })
  return { status: response.status, text: await response.text() }
}

/** An entity of the login that can stand for one which no recorded request has made: of its kind and much alike. */
async function lookAlike(login: Login, platform: Platform, id: string): Promise<string | undefined> {
  const found = await unsafeDb().sandboxEntity.findFirst({ where: { platform, id } })
  if (!found) return undefined
  const own = await unsafeDb().sandboxEntity.findMany({
    where: { platform, kind: found.kind, accountId: login[platform].id },
    orderBy: { id: 'asc' },
  })
  const keys = new Set(Object.keys(found.data ?? {}))
  const likeness = (data: unknown): number => Object.keys(data ?? {}).filter((key) => keys.has(key)).length
  return own.toSorted(
    (a, b) => likeness(b.data) - likeness(a.data) || Number(b.name === found.name) - Number(a.name === found.name),
  )[0]?.id
}

/** Signs a new login in at both platforms. `journal` is where the requests come from. */
export async function openScratch(origin: string, journal: readonly Recorded[]): Promise<Scratch> {
  const login = await signIn(origin)
  const ids = await ownIds(login)
  const makers = new Map(journal.flatMap((request) => madeIds(request.effects).map((id) => [id, request] as const)))
  const tried = new Set<string>()
  const moved = <T extends Json>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(ID, (id) => ids.get(id) ?? id))
  const lastSeq = async (): Promise<bigint> =>
    (await unsafeDb().sandboxJournal.aggregate({ _max: { seq: true } }))._max.seq ?? 0n

  /** Builds for real what a recorded request built, and learns the new ids from the journal. */
  async function rebuild(request: Recorded): Promise<void> {
    if (tried.has(request.seq)) return
    tried.add(request.seq)
    await prepare(request)
    const before = await lastSeq()
    const body = request.platform === 'google' ? renamed(request.body, ` (${tried.size})`) : request.body
    const answer = await transmit(origin, login, request, moved(request.path), {
      query: moved(request.query),
      body: isDict(body) ? moved(body) : null,
      form: request.platform === 'meta',
    })
    const row = await unsafeDb().sandboxJournal.findFirst({
      where: { seq: { gt: before }, platform: request.platform, accountId: login[request.platform].id },
      orderBy: { seq: 'desc' },
    })
    if (answer.status !== 200 || !row)
      throw new Error(`${request.method} ${request.path} was not taken again: ${answer.text.slice(0, 300)}`)
    const made = madeIds(Array.isArray(row.effects) ? row.effects.map(String) : [])
    madeIds(request.effects).forEach((id, i) => ids.set(id, made[i] ?? id))
  }

  async function prepare(request: Recorded): Promise<void> {
    const missing = idsIn(request).filter((id) => !ids.has(id))
    for (const id of missing) {
      const maker = makers.get(id)
      if (maker && maker.seq !== request.seq) await rebuild(maker)
      else if (!maker) {
        const own = await lookAlike(login, request.platform, id)
        if (own) ids.set(id, own)
      }
    }
  }

  return {
    prepare,
    send: (request, sent) => {
      const isDry = request.platform === 'google' && request.kind === 'write'
      const body = sent.body && moved(sent.body)
      return transmit(origin, login, request, moved(request.path), {
        ...sent,
        query: moved(sent.query),
        body: body && isDry ? { ...body, validateOnly: true } : body,
      })
    },
  }
}
