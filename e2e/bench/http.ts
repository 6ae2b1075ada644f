import { percentile } from './row'

export type Client = { origin: string; cookie: string }

const cookies = (response: Response): string[] =>
  response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')

/** Signs in as the form does; the answer's cookies are the session. */
export async function signIn(origin: string, email: string, password: string): Promise<Client> {
  const first = await fetch(`${origin}/api/auth/csrf`)
  const token: unknown = await first.json()
  const csrfToken =
    typeof token === 'object' && token !== null && 'csrfToken' in token && typeof token.csrfToken === 'string'
      ? token.csrfToken
      : ''
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookies(first).join('; ') },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    redirect: 'manual',
  })
  const cookie = [...cookies(first), ...cookies(answer)].join('; ')
  if (!cookie.includes('session-token')) throw new Error(`Signing in as ${email} answered ${answer.status}.`)
  return { origin, cookie }
}

/** Asks for an address and reads the answer to its end. */
export async function read({ origin, cookie }: Client, path: string): Promise<{ ms: number; text: string }> {
  const began = performance.now()
  const response = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' })
  const text = await response.text()
  const ms = performance.now() - began
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`)
  return { ms, text }
}

export type Times = { p50: number; p95: number }

/** Milliseconds to the last byte of each address, taken in turn so that noise on the machine hits all alike. */
export async function timesOf<Key extends string>(
  client: Client,
  paths: Record<Key, string>,
  rounds: number,
): Promise<Record<Key, Times>> {
  const keys = Object.keys(paths).filter((key): key is Key => key in paths)
  const times = new Map<Key, number[]>(keys.map((key) => [key, []]))
  for (const key of keys) await read(client, paths[key])
  for (let i = 0; i < rounds; i++) for (const key of keys) times.get(key)?.push((await read(client, paths[key])).ms)
  const found = keys.map((key) => {
    const all = times.get(key) ?? []
    return [key, { p50: percentile(all, 0.5), p95: percentile(all, 0.95) }] as const
  })
  return Object.fromEntries(found) as Record<Key, Times>
}
