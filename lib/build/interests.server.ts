import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { searchInterests } from '@/lib/connectors/registry.server'
import { AppError } from '@/lib/core/errors'
import { withAccount } from '@/lib/integration/caller.server'
import { db } from '@/lib/server/prisma'

/** Interests that Meta knows under a word, asked through one of the client's accounts. Throws `conflict` without one. */
export async function findInterests(scope: Scope, clientId: string, query: string) {
  const account = await db(scope).adAccount.findFirst({
    where: { AND: [within(scope), { clientId, platform: 'meta_ads', integration: { status: 'active' } }] },
    select: { id: true },
  })
  if (!account)
    throw new AppError(
      'conflict',
      'Interests come from Meta, and this client has no live Meta account. Connect one first.',
    )
  return withAccount(scope, account.id, (_, caller) => searchInterests(caller, query))
}
