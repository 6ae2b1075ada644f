import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { cliScope, tokenScope } from '@/lib/access/scope.server'
import { freeSlug, slugStem } from '@/lib/agency/slug'
import { AppError, invalid } from '@/lib/core/errors'
import { unsafeAudit } from '@/lib/server/audit.server'
import { parseInput } from '@/lib/server/known'
import type { Transaction } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { checkPassword, hashPassword } from './password.server'
import { Email, type Registration } from './schema'

export type Registered = { agencyId: string; slug: string; userId: string; scope: Scope }

async function slugFor(tx: Transaction, name: string): Promise<string> {
  const like = await tx.agency.findMany({
    where: { slug: { startsWith: slugStem(name, 'agency') } },
    select: { slug: true },
  })
  return freeSlug(name, new Set(like.map(({ slug }) => slug)), 'agency')
}

/** A known e-mail may found another agency, but only with its password. */
async function personOf({ email, password }: Registration, address: string): Promise<{ id: string } | undefined> {
  const known = await unsafeDb().user.findUnique({ where: { email }, select: { id: true } })
  if (!known) return undefined
  const user = await checkPassword(email, password, address)
  if (user) return user
  throw new AppError(
    'conflict',
    `${email} has an account already. Enter its password to add an agency, or use another e-mail.`,
    {
      issues: [
        { path: 'email', message: 'This e-mail has an account already. Enter its password, or use another e-mail.' },
      ],
    },
  )
}

/**
 * Founds an agency with its first owner. A new person is created; a known e-mail must come with its own password.
 * Throws `conflict` for a known e-mail with another password.
 */
export async function registerAgency(input: Registration, address: string): Promise<Registered> {
  const person = await personOf(input, address)
  const passwordHash = person ? undefined : await hashPassword(input.password)
  const made = await unsafeDb().$transaction(async (tx) => {
    const user = person ?? (await tx.user.create({ data: { email: input.email, name: input.name, passwordHash } }))
    const { currency, locale, timezone } = input
    const slug = await slugFor(tx, input.agencyName)
    const agency = await tx.agency.create({ data: { slug, name: input.agencyName, currency, locale, timezone } })
    await tx.membership.create({ data: { agencyId: agency.id, userId: user.id, role: 'owner', allClients: true } })
    return { agencyId: agency.id, slug, userId: user.id }
  })
  const scope = await tokenScope(made.userId, made.agencyId)
  await unsafeAudit(scope, { action: 'agency.register', target: made.slug })
  return { ...made, scope }
}

export type NewOwner = { agency: string; email: string; name: string; password: string }

/**
 * Makes a person an owner of an existing agency, for the command line: the way in when nobody can sign in.
 * Throws `not_found` for an unknown slug. A known person keeps their password.
 */
export async function createOwner({
  agency: slug,
  email,
  name,
  password,
}: NewOwner): Promise<{ userId: string; agencyId: string }> {
  const agency = await unsafeDb().agency.findUnique({ where: { slug } })
  if (!agency) throw new AppError('not_found', `No agency has the slug "${slug}".`)
  const key = parseInput(Email, email)
  const known = await unsafeDb().user.findUnique({ where: { email: key } })
  if (!known && password.length < 10)
    throw invalid('password', 'The password has fewer than 10 characters. Choose a longer one.')
  const user =
    known ?? (await unsafeDb().user.create({ data: { email: key, name, passwordHash: await hashPassword(password) } }))
  const where = { agencyId_userId: { agencyId: agency.id, userId: user.id } }
  const access = { role: 'owner' as const, allClients: true, clientIds: [] }
  await unsafeDb().membership.upsert({
    where,
    create: { agencyId: agency.id, userId: user.id, ...access },
    update: access,
  })
  await unsafeAudit(cliScope(agency.id), { action: 'team.owner', target: key })
  return { userId: user.id, agencyId: agency.id }
}
