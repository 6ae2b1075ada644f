import 'server-only'
import type { Transaction } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import type { SandboxReply, SandboxRequest } from './define'
import { redacted, redactedAnswer } from './redact.server'

type Entry = {
  platform: string
  request: SandboxRequest
  reply: SandboxReply
  accountId: string | null
  fault: string | null
}

/** Records a request and its answer, in the transaction that holds its effects. */
export async function writeJournal(
  tx: Transaction,
  { platform, request, reply, accountId, fault }: Entry,
): Promise<void> {
  await tx.sandboxJournal.create({
    data: {
      platform,
      at: request.now,
      accountId: reply.accountId ?? accountId,
      method: request.method,
      path: request.path,
      query: redacted(Object.fromEntries(request.query)) ?? {},
      body: request.body === undefined ? undefined : (redacted(request.body) ?? {}),
      status: reply.status,
      response: redactedAnswer(reply.body) ?? undefined,
      effects: reply.effects ?? [],
      fault,
    },
    select: { seq: true },
  })
}

export type JournalRow = {
  seq: string
  platform: string
  at: string
  accountId: string | null
  method: string
  path: string
  query: unknown
  body: unknown
  status: number
  response: unknown
  effects: unknown
  fault: string | null
}

/** The journal after a sequence number, oldest first, at most `limit` rows. Numbers rise but may leave gaps. */
export async function listJournal(
  filter: { after?: bigint; platform?: string; limit?: number } = {},
): Promise<JournalRow[]> {
  const rows = await unsafeDb().sandboxJournal.findMany({
    where: { seq: { gt: filter.after ?? 0n }, platform: filter.platform },
    orderBy: { seq: 'asc' },
    take: filter.limit ?? 1000,
  })
  return rows.map(({ seq, at, ...row }) => ({ ...row, seq: seq.toString(), at: at.toISOString() }))
}
