import { Agent, request } from 'node:http'
import type { Reply } from './answer'
import { reasonOf } from './log'
import { isSigned, signRequest } from './signature'

/** A step may take this long, milliseconds; after that its answer is not waited for any more. */
const PATIENCE = 2 * 3600_000

/** `down`: nobody listens there. `broken`: the connection ended before the answer did. */
export type Outcome =
  | { kind: 'reply'; reply: Reply }
  | { kind: 'down' }
  | { kind: 'broken'; reason: string }
  | { kind: 'unsigned'; status: number }

export type Caller = {
  call(method: 'POST' | 'PUT', path: string, body: unknown, patienceMs?: number): Promise<Outcome>
  close(): void
}

function send(
  agent: Agent,
  url: URL,
  method: string,
  body: string,
  headers: Record<string, string>,
  patience: number,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method, agent, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          if (!response.complete) return reject(new Error('The answer ended early.'))
          const named = Object.entries(response.headers).map(([name, value]): [string, string | undefined] => [
            name,
            String(value),
          ])
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(named),
            text: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    call.setTimeout(patience, () => call.destroy(new Error(`No answer within ${patience / 1000} s.`)))
    call.on('error', reject)
    call.end(body)
  })
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** Calls the application at its one origin, whatever host a registration names, signed with the key both hold. */
export function makeCaller(origin: string, key: string, parallel: number): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel + 4 })
  const call: Caller['call'] = async (method, path, body, patienceMs = PATIENCE) => {
    const headers = { 'content-type': 'application/json', 'x-inngest-signature': signRequest(key, body, new Date()) }
    try {
      const text = body === undefined ? '' : JSON.stringify(body)
      const reply = await send(agent, new URL(path, origin), method, text, headers, patienceMs)
      const isOurs = isSigned(key, reply.headers['x-inngest-signature'], reply.text, new Date())
      return isOurs ? { kind: 'reply', reply } : { kind: 'unsigned', status: reply.status }
    } catch (error) {
      return codeOf(error) === 'ECONNREFUSED' ? { kind: 'down' } : { kind: 'broken', reason: reasonOf(error) }
    }
  }
  return { call, close: () => agent.destroy() }
}
