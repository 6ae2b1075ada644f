import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { listInvitations, listMembers } from './data.server'
import { registerAgency } from './register.server'
import { agencyNameOf, type RestRegistration } from './rest'
import { issueTokens, type TokenPair } from './token.server'

/** Founds an agency over REST and signs its owner in at once. */
export async function registerAndSignIn(
  body: RestRegistration,
  address: string,
): Promise<TokenPair & { user_id: string; agency_id: string }> {
  const { email, password, currency, locale, timezone } = body
  const name = body.name ?? email.split('@')[0] ?? email
  const agencyName = body.agency_name ?? agencyNameOf(email)
  const { userId, agencyId, slug } = await registerAgency(
    { agencyName, name, email, password, currency, locale, timezone },
    address,
  )
  return { user_id: userId, agency_id: agencyId, ...(await issueTokens(userId, { id: agencyId, slug })) }
}

/** The team as REST shows it. */
export async function restTeam(scope: Scope) {
  const [members, invitations] = await Promise.all([listMembers(scope), listInvitations(scope)])
  const access = (row: { role: string; allClients: boolean; clientIds: string[] }) => ({
    role: row.role,
    all_clients: row.allClients,
    client_ids: row.clientIds,
  })
  return {
    members: members.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      ...access(row),
      created_at: row.createdAt.toISOString(),
    })),
    invitations: invitations.map((row) => ({
      id: row.id,
      email: row.email,
      ...access(row),
      expires_at: row.expiresAt.toISOString(),
      is_expired: row.isExpired,
    })),
  }
}
