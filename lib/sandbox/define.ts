import type { Json } from '@/lib/connectors/define'
import type { Transaction } from '@/lib/server/prisma'

/** How reports are told to fail: figures as they stood hours ago, or days whose figures changed after the fact. */
export type Reporting = { lagHours: number; restate: { factor: number; first?: string; last?: string } | null }

/** What a sandbox platform sees of a request. `path` is below `/api/sandbox/<platform>`, without a query. */
export type SandboxRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  /** Parsed JSON, decoded form fields, or multipart fields (files as `SandboxFile`); undefined without a body. */
  body: unknown
  bodyType: 'none' | 'json' | 'form' | 'multipart' | 'other'
  /** Why the body could not be read. */
  bodyFault: string | null
  /** The sandbox's clock. */
  now: Date
  /** The address at which the browser sees the server, for consent screens. */
  origin: string
  reporting: Reporting
}

export type SandboxFile = { filename: string; mime: string; bytes: Uint8Array }

export type SandboxReply = {
  status: number
  /** JSON, or HTML text for consent screens. */
  body: unknown
  headers?: Record<string, string>
  accountId?: string
  /** `create campaign 123`, `update adset 456`: what the journal proves no doubling with. */
  effects?: string[]
}

/** Thrown inside `handle`: undoes what the request did so far and answers this. The journal keeps it without effects. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal'
  readonly reply: SandboxReply

  constructor(reply: SandboxReply) {
    super(`The sandbox refused the request with status ${reply.status}.`)
    this.reply = reply
  }
}

export type DrawnFault = 'rate_limit' | 'server_error' | 'expired_token' | 'reject'

/** Whose account a request concerns, as far as its path tells, and whether it reads figures. */
export type Subject = { accountId: string | null; isReport: boolean }

/**
 * One emulated platform. `handle` runs inside one transaction with the journal row, so that an answer, its effects and
 * its record stand or fall together. `fault` draws a planned failure in the platform's own envelope.
 */
export type SandboxPlatform = {
  key: 'google' | 'meta'
  subject(tx: Transaction, request: SandboxRequest): Promise<Subject>
  handle(tx: Transaction, request: SandboxRequest): Promise<SandboxReply>
  /** `request` is what was refused, for platforms whose envelope depends on the address. */
  fault(kind: DrawnFault, details: Record<string, unknown>, request: SandboxRequest): SandboxReply
  /** A last touch to every reply, faults and refusals included, such as a trace id. */
  finish?(reply: SandboxReply): SandboxReply
}

/** An account, campaign, ad set … as a sandbox platform keeps it. `data` is the platform's own shape. */
export type Entity = {
  kind: string
  id: string
  accountId: string
  parentId: string | null
  name: string
  data: Record<string, Json>
  createdAt: Date
  updatedAt: Date
}
