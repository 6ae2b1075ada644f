import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { unsafeDb } from './unsafe.server'

export type AuditEntry = {
  action: string
  outcome?: 'done' | 'refused' | 'failed'
  clientId?: string | null
  target?: string
  details?: Record<string, unknown>
}

/**
 * Writes an audit row. Not through the scope: a viewer's sessions are read-only and a refusal must be recorded too.
 */
export async function unsafeAudit(scope: Scope, entry: AuditEntry): Promise<void> {
  await unsafeDb().auditLog.create({
    data: {
      agencyId: scope.agencyId,
      clientId: entry.clientId ?? null,
      actorId: scope.actor.kind === 'user' ? scope.actor.id : null,
      actorName: scope.actor.name,
      action: entry.action,
      outcome: entry.outcome ?? 'done',
      target: entry.target ?? null,
      details: (entry.details ?? {}) as object,
    },
  })
}
