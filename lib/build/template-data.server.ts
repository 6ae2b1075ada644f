import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { AppError, notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'
import { requireBuild } from './data.server'
import type { TemplateForm } from './schema'

/** Saves a draft as a template of its client, without its dates. Throws `conflict` for a name that is taken. */
export async function createTemplate(scope: Scope, { buildId, name }: TemplateForm): Promise<{ id: string }> {
  const { draft, clientId } = await requireBuild(scope, buildId)
  const taken = await db(scope).adTemplate.findFirst({ where: { AND: [within(scope), { clientId, name }] } })
  if (taken)
    throw new AppError('conflict', `This client has a template "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'This name is taken.' }],
    })
  return db(scope).adTemplate.create({
    data: {
      agencyId: scope.agencyId,
      clientId,
      name,
      draft: { ...draft, startsOn: '', endsOn: '' },
      authorName: scope.actor.name,
    },
    select: { id: true },
  })
}

/** A client's templates by name. */
export const listTemplates = (scope: Scope, clientId: string) =>
  db(scope).adTemplate.findMany({
    where: { AND: [within(scope), { clientId }] },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, authorName: true, createdAt: true },
  })

/** Removes a template; drafts that began from it stay. Throws `not_found`. */
export async function removeTemplate(scope: Scope, templateId: string): Promise<void> {
  const { count } = await db(scope).adTemplate.deleteMany({ where: { AND: [within(scope), { id: templateId }] } })
  if (count === 0) throw notFound('This template')
}
