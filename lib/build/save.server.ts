import 'server-only'
import { within, withinClients, type Scope } from '@/lib/access/scope'
import { AdDraft, emptyDraft } from '@/lib/ad/schema'
import { AppError, invalid, notFound } from '@/lib/core/errors'
import { storable } from '@/lib/core/text'
import { db } from '@/lib/server/prisma'
import { requireBuild } from './data.server'
import type { BuildForm, BuildSave, SaveAnswer } from './schema'

async function requireSku(scope: Scope, clientId: string, skuId: string | undefined): Promise<string> {
  const sku = await db(scope).sku.findFirst({
    where: { AND: [within(scope), { clientId, status: 'active' }, skuId ? { id: skuId } : {}] },
    orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }],
    select: { id: true },
  })
  if (!sku) throw invalid('skuId', 'That product is not one of this client, or it is archived. Choose another.')
  return sku.id
}

/** What a new draft begins with. A schedule belongs to one flight, so it is not taken over. */
async function startingPoint(scope: Scope, form: BuildForm): Promise<{ draft: AdDraft; name: string; skuId?: string }> {
  const { from, clientId } = form
  if (from.kind === 'blank') return { draft: emptyDraft(), name: form.name }
  if (from.kind === 'build') {
    const source = await requireBuild(scope, from.buildId)
    if (source.clientId !== clientId) throw notFound('This draft')
    const name = form.name || `Copy of ${source.name || 'untitled draft'}`
    return { draft: { ...source.draft, startsOn: '', endsOn: '' }, name: name.slice(0, 200), skuId: source.skuId }
  }
  const template = await db(scope).adTemplate.findFirst({
    where: { AND: [within(scope), { id: from.templateId, clientId }] },
  })
  if (!template) throw notFound('This template')
  return { draft: AdDraft.parse(template.draft), name: form.name || template.name }
}

/** A new draft: blank, a copy, or from a template. Throws `not_found` for what is not the client's. */
export async function createBuild(scope: Scope, form: BuildForm): Promise<{ id: string }> {
  const client = await db(scope).client.findFirst({
    where: { AND: [withinClients(scope), { id: form.clientId, status: 'active' }] },
    select: { id: true },
  })
  if (!client) throw notFound('This client')
  const start = await startingPoint(scope, form)
  const { agencyId, actor } = scope
  const row = await db(scope).build.create({
    data: {
      agencyId,
      clientId: client.id,
      skuId: await requireSku(scope, client.id, form.skuId ?? start.skuId),
      name: start.name,
      draft: start.draft,
      createdById: actor.kind === 'user' ? actor.id : null,
    },
    select: { id: true },
  })
  return row
}

/**
 * Keeps what was typed, if nobody saved another state since `revision`; else answers with what is stored and changes
 * nothing. Throws `not_found`, `conflict` for an archived draft, and `invalid` for a product of somebody else.
 */
export async function saveBuild(scope: Scope, id: string, save: BuildSave): Promise<SaveAnswer> {
  const stored = await requireBuild(scope, id)
  if (stored.status === 'archived')
    throw new AppError('conflict', 'This draft is archived. Restore it in the list of ads to go on.')
  if (stored.revision !== save.revision) return { ok: false, stored }
  const skuId = save.skuId === stored.skuId ? stored.skuId : await requireSku(scope, stored.clientId, save.skuId)
  const revision = save.revision + 1
  const { count } = await db(scope).build.updateMany({
    where: { AND: [within(scope), { id, revision: save.revision, status: { not: 'archived' } }] },
    data: { name: storable(save.name), skuId, draft: storable(save.draft), revision },
  })
  const now = await requireBuild(scope, id)
  return count === 1 ? { ok: true, revision, updatedAt: now.updatedAt } : { ok: false, stored: now }
}

/** A save as an HTTP answer: 409 with the stored draft where somebody else was faster. */
export async function answerSave(scope: Scope, id: string, save: BuildSave): Promise<Response> {
  const answer = await saveBuild(scope, id, save)
  return Response.json(answer, { status: answer.ok ? 200 : 409, headers: { 'cache-control': 'no-store' } })
}
