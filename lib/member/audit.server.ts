import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { listMemberships, tokenScope } from '@/lib/access/scope.server'
import { unsafeAudit, type AuditEntry } from '@/lib/server/audit.server'

/** What concerns a person's account stands in the log of each agency that they can enter by it. */
export async function unsafeAuditPerson(
  userId: string,
  entry: AuditEntry,
  scopeOf: (agencyId: string) => Scope | Promise<Scope> = (agencyId) => tokenScope(userId, agencyId),
): Promise<void> {
  for (const { agencyId } of await listMemberships(userId)) await unsafeAudit(await scopeOf(agencyId), entry)
}
