import 'server-only'
import { inAgency, type Scope, withinClients } from '@/lib/access/scope'
import { invalid, notFound } from '@/lib/core/errors'
import { db, type Transaction } from '@/lib/server/prisma'
import { requireNothingOn } from './client-data.server'
import type { ClientRemoval } from './schema'
import { CLIENT_TABLES } from './tables'

/** Members who saw this client see one fewer; who saw nothing else is no member any more. */
async function removeFromMembers(tx: Transaction, scope: Scope, clientId: string): Promise<void> {
  for (const table of ['membership', 'invitation'])
    await tx.$executeRawUnsafe(
      `update "${table}" set "clientIds" = array_remove("clientIds", $2::uuid) where "agencyId" = $1::uuid and $2::uuid = any ("clientIds")`,
      scope.agencyId,
      clientId,
    )
  const empty = { ...inAgency(scope), allClients: false, clientIds: { isEmpty: true } }
  await tx.membership.deleteMany({ where: empty })
  await tx.invitation.deleteMany({ where: empty })
}

/**
 * Deletes a client and every row of it, in one transaction. Ad accounts are unassigned, the audit log stays.
 * Throws `invalid` unless the name is typed exactly, `conflict` while campaigns are on.
 */
export async function removeClient(scope: Scope, { clientId, name }: ClientRemoval): Promise<{ name: string }> {
  return db(scope).$transaction(
    async (tx) => {
      const client = await tx.client.findFirst({ where: { AND: [withinClients(scope), { id: clientId }] } })
      if (!client) throw notFound('This client')
      if (name.trim() !== client.name)
        throw invalid('name', `Type the client's name exactly as it is written: ${client.name}`)
      await requireNothingOn(tx, scope, { clientId })
      for (const table of CLIENT_TABLES)
        await tx.$executeRawUnsafe(
          `delete from "${table}" where "agencyId" = $1::uuid and "clientId" = $2::uuid`,
          scope.agencyId,
          clientId,
        )
      const mine = { ...inAgency(scope), clientId }
      await tx.adAccountAsset.updateMany({ where: mine, data: { clientId: null } })
      await tx.adAccount.updateMany({
        where: mine,
        data: { clientId: null, assignedAt: null, importedAt: null, dataUntil: null },
      })
      await tx.mediaBlob.deleteMany({ where: { ...inAgency(scope), assets: { none: {} } } })
      await removeFromMembers(tx, scope, clientId)
      await tx.client.delete({ where: { id: clientId, AND: [withinClients(scope)] } })
      return { name: client.name }
    },
    // Ten thousand campaigns with their hours take longer than a form usually may.
    { timeout: 300_000 },
  )
}
