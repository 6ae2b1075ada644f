import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { can, type Permission } from '@/lib/access/permissions'
import type { Scope } from '@/lib/access/scope'
import { getUser, listMemberships, requireScope, type SignedIn } from '@/lib/access/scope.server'
import { listClients, requireClient, type ClientSummary } from '@/lib/advertiser/client-data.server'
import { AppError } from '@/lib/core/errors'
import { getAgency, type Agency } from './data.server'

/** The signed-in person of a page; without one the sign-in page, which leads back here. */
export async function pageUser(): Promise<SignedIn> {
  const user = await getUser()
  if (user) return user
  const path = (await headers()).get('x-paceline-path')
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
}

async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}

/**
 * The scope of a page of the agency. Unknown, foreign and not permitted are one answer: the 404 page.
 * Pages call this with what they need; layouts without.
 */
export async function pageScope(agency: string, may?: Permission): Promise<Scope> {
  await pageUser()
  const scope = await orNotFound(requireScope(agency))
  if (may && !can(scope, may)) notFound()
  return scope
}

const scopedClient = cache((scope: Scope, client: string) => requireClient(scope, client))

export type ClientPage = { scope: Scope; client: ClientSummary; agency: Agency }

/** The scope, client and agency of a page under /[agency]/[client]. */
export async function pageClient(
  agency: string,
  client: string,
  may: Permission = 'dashboard.read',
): Promise<ClientPage> {
  const scope = await pageScope(agency, may)
  const [found, home] = await Promise.all([orNotFound(scopedClient(scope, client)), getAgency(scope)])
  return { scope, client: found, agency: home }
}

/** Where `/` leads: the agency last seen, or a viewer's own client. Undefined for a person without an agency. */
export async function landingPath(userId: string, lastAgency: string | undefined): Promise<string | undefined> {
  const memberships = await listMemberships(userId)
  const home = memberships.find(({ agency }) => agency.slug === lastAgency) ?? memberships[0]
  if (!home) return undefined
  const scope = await requireScope(home.agency.slug)
  return agencyPath(scope, home.agency.slug)
}

/** The first page of an agency: the portfolio, or for a viewer their client. */
export async function agencyPath(scope: Scope, slug: string): Promise<string> {
  if (can(scope, 'client.read')) return `/${slug}`
  const [client] = await listClients(scope, 'all')
  return client ? `/${slug}/${client.slug}/overview` : `/${slug}`
}
