import 'server-only'
import { can } from '@/lib/access/permissions'
import type { Scope } from '@/lib/access/scope'
import { getAgency } from '@/lib/agency/data.server'
import { seesEveryone } from '@/lib/member/role'
import { db } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import { type Found, patternsOf } from './schema'

/** Of each kind; a longer list is a table's work. */
const MOST = 6

type Row = { id: string; name: string; client: string; slug: string; state: string }

const tenant = (scope: Scope, column: Prisma.Sql): Prisma.Sql =>
  scope.clientIds === 'all' ? Prisma.empty : Prisma.sql`and ${column} = any(${[...scope.clientIds]}::uuid[])`

const all = (text: Prisma.Sql, q: string): Prisma.Sql =>
  Prisma.join(
    patternsOf(q).map((pattern) => Prisma.sql`${text} ilike ${pattern}`),
    ' and ',
  )

/** Names that begin with what was typed come first, then those that hold it early. */
const order = (name: Prisma.Sql, q: string): Prisma.Sql =>
  Prisma.sql`order by nullif(strpos(lower(${name}), lower(${q})), 0) nulls last, lower(${name}) limit ${MOST}`

const clients = (scope: Scope, q: string): Promise<Row[]> => db(scope).$queryRaw<Row[]>`
  select c.id, c.name, c.name as client, c.slug, c.status::text as state from client c
  where c."agencyId" = ${scope.agencyId}::uuid ${tenant(scope, Prisma.sql`c.id`)} and ${all(Prisma.sql`c.name`, q)}
  ${order(Prisma.sql`c.name`, q)}`

/** Campaigns and drafts are found by their own name together with their client's: "nordlys lamp". */
const ofClient = (scope: Scope, table: Prisma.Sql, more: Prisma.Sql, q: string): Promise<Row[]> => db(scope).$queryRaw<
  Row[]
>`
  select t.id, t.name, c.name as client, c.slug, t.status::text as state
  from ${table} t join client c on c."agencyId" = t."agencyId" and c.id = t."clientId"
  where t."agencyId" = ${scope.agencyId}::uuid ${tenant(scope, Prisma.sql`t."clientId"`)} ${more}
    and ${all(Prisma.sql`(t.name || ' ' || c.name)`, q)}
  ${order(Prisma.sql`t.name`, q)}`

const colleagues = (scope: Scope): Prisma.Sql =>
  scope.clientIds === 'all' || seesEveryone(scope)
    ? Prisma.empty
    : Prisma.sql`and (m."allClients" or m."clientIds" && ${[...scope.clientIds]}::uuid[] or m."userId" = ${scope.actor.id}::uuid)`

const people = (scope: Scope, q: string): Promise<{ id: string; name: string; email: string; role: string }[]> => db(
  scope,
).$queryRaw`
  select m.id, u.name, u.email, m.role::text as role from membership m join "user" u on u.id = m."userId"
  where m."agencyId" = ${scope.agencyId}::uuid ${colleagues(scope)} and ${all(Prisma.sql`(u.name || ' ' || u.email)`, q)}
  ${order(Prisma.sql`u.name`, q)}`

/** Clients, campaigns, drafts and people whose names hold every word of `q`, as far as the scope sees them. */
export async function find(scope: Scope, q: string): Promise<{ data: Found[] }> {
  const mayRead = can(scope, 'campaign.read')
  const [agency, foundClients, campaigns, builds, team] = await Promise.all([
    getAgency(scope),
    clients(scope, q),
    mayRead ? ofClient(scope, Prisma.sql`campaign`, Prisma.empty, q) : [],
    mayRead ? ofClient(scope, Prisma.sql`build`, Prisma.sql`and t.status <> 'archived'`, q) : [],
    can(scope, 'team.read') ? people(scope, q) : [],
  ])
  const at = (path: string) => `/${agency.slug}${path}`
  return {
    data: [
      ...foundClients.map(({ id, name, slug, state }) => ({
        id,
        label: name,
        href: at(`/${slug}/overview`),
        note: state === 'archived' ? 'Client, archived' : 'Client',
      })),
      ...campaigns.map(({ id, name, client, slug }) => ({
        id,
        label: name,
        href: at(`/${slug}/campaigns/${id}`),
        note: `Campaign, ${client}`,
      })),
      ...builds.map(({ id, name, client, slug }) => ({
        id,
        label: name || 'Untitled draft',
        href: at(`/${slug}/ads/${id}`),
        note: `Ads, ${client}`,
      })),
      ...team.map(({ id, name, email, role }) => ({
        id,
        label: name || email,
        href: at('/team'),
        note: `Team, ${role}`,
      })),
    ],
  }
}
