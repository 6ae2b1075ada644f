import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { db } from '@/lib/server/prisma'
import type { AgencySettings } from './schema'

const SHOWN = { id: true, slug: true, name: true, currency: true, locale: true, timezone: true, rawDays: true } as const

/** The agency of the scope. */
export const getAgency = (scope: Scope) =>
  db(scope).agency.findUniqueOrThrow({ where: { id: scope.agencyId }, select: SHOWN })
export type Agency = Awaited<ReturnType<typeof getAgency>>

/** Changes the agency's settings; the slug stays, so that links keep working. */
export async function updateAgency(scope: Scope, settings: AgencySettings): Promise<void> {
  await db(scope).agency.update({ where: { id: scope.agencyId }, data: settings })
}
