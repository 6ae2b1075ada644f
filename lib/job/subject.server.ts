import 'server-only'
import { inAgency, within, withinClients, type Scope } from '@/lib/access/scope'
import { db } from '@/lib/server/prisma'
import { isId } from '@/lib/server/id'
import type { Run } from './schema'

export type Subject = { label: string; path: string | null; clientId: string | null }

const idsOf = (runs: readonly Run[], name: string): string[] => [
  ...new Set(runs.flatMap(({ data }) => (typeof data[name] === 'string' && isId(data[name]) ? [data[name]] : []))),
]

/** What each run is about, by the id in its data. A thing that is gone, or that the scope does not see, has no entry. */
export async function subjectsOf(scope: Scope, runs: readonly Run[]): Promise<(run: Run) => Subject | undefined> {
  const where = (name: string) => ({ AND: [within(scope), { id: { in: idsOf(runs, name) } }] })
  const slug = await clientSlugs(scope)
  const [accounts, launches, campaigns, logins] = await Promise.all([
    db(scope).adAccount.findMany({ where: where('adAccountId'), select: { id: true, name: true, clientId: true } }),
    db(scope).launch.findMany({
      where: where('launchId'),
      select: { id: true, clientId: true, build: { select: { id: true, name: true } } },
    }),
    db(scope).campaign.findMany({ where: where('campaignId'), select: { id: true, name: true, clientId: true } }),
    db(scope).integration.findMany({
      where: { AND: [inAgency(scope), { id: { in: idsOf(runs, 'integrationId') } }] },
      select: { id: true, label: true },
    }),
  ])
  const below = (clientId: string, path: string): string | null => {
    const client = slug.get(clientId)
    return client === undefined ? null : `/${client}${path}`
  }
  const found = new Map<string, Subject>()
  for (const row of accounts) found.set(row.id, { label: row.name, path: '/integrations', clientId: row.clientId })
  for (const row of logins) found.set(row.id, { label: row.label, path: '/integrations', clientId: null })
  for (const { id, build, clientId } of launches)
    found.set(id, { label: build.name, path: below(clientId, `/ads/${build.id}`), clientId })
  for (const { id, name, clientId } of campaigns)
    found.set(id, { label: name, path: below(clientId, `/campaigns/${id}`), clientId })
  return ({ data }) => {
    for (const name of ['launchId', 'campaignId', 'adAccountId', 'integrationId']) {
      const id = data[name]
      const subject = typeof id === 'string' ? found.get(id) : undefined
      if (subject) return subject
    }
    return undefined
  }
}

async function clientSlugs(scope: Scope): Promise<Map<string, string>> {
  const rows = await db(scope).client.findMany({ where: withinClients(scope), select: { id: true, slug: true } })
  return new Map(rows.map((row) => [row.id, row.slug]))
}
