import type { Transaction } from '@/lib/server/prisma'

/** What a sandbox platform sees of a request. `path` is below `/api/sandbox/<platform>`, without a query. */
export type SandboxRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  /** Parsed JSON, decoded form fields, or multipart fields (files as `{ filename, bytes }`). */
  body: unknown
  /** The sandbox's clock. */
  now: Date
  /** The address at which the browser sees the server, for consent screens. */
  origin: string
}

export type SandboxReply = {
  status: number
  /** JSON, or HTML text for consent screens. */
  body: unknown
  headers?: Record<string, string>
  accountId?: string
  /** `create campaign 123`, `update adset 456`: what the journal proves no doubling with. */
  effects?: string[]
}

/**
 * One emulated platform. `handle` runs inside one transaction with the journal row, so that an answer, its effects and
 * its record stand or fall together. `fault` draws a planned failure in the platform's own envelope.
 */
export type SandboxPlatform = {
  key: 'google' | 'meta'
  handle(tx: Transaction, request: SandboxRequest): Promise<SandboxReply>
  fault(kind: 'rate_limit' | 'server_error' | 'expired_token' | 'reject', details: Record<string, unknown>): SandboxReply
}
