import { beforeAll, describe, expect, test } from 'vitest'
import { emptyDraft, type AdDraft } from '@/lib/ad/schema'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, furnished, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { archiveAudience, listAudiences, saveAudience } from './audience-data.server'
import { archiveBuild, countBuilds, listBuilds, requireBuild, unarchiveBuild } from './data.server'
import { createBuild, saveBuild } from './save.server'
import { AudienceForm, BuildForm, VersionForm } from './schema'
import { createTemplate, listTemplates, removeTemplate } from './template-data.server'
import { keepVersion, listVersions, restoreVersion } from './version-data.server'

beforeAll(useDatabase)

async function room() {
  const made = await furnished()
  const { scope: buyer } = await person(made.agency.id, { role: 'buyer' })
  const { id } = await createBuild(buyer, BuildForm.parse({ clientId: made.client.id, name: 'November launch' }))
  return { ...made, buyer, id, skuId: made.client.sku.id }
}

const titled = (text: string): AdDraft => {
  const draft = emptyDraft()
  const [ad] = draft.ads
  if (ad) ad.fields.primaryText = text
  return draft
}
const textOf = (draft: AdDraft) => draft.ads[0]?.fields.primaryText

describe('a draft', () => {
  test('is kept as typed, and each save raises its revision', async () => {
    const { buyer, id, skuId } = await room()
    const draft = titled('Crunch into the heat\u0000 today! 🌶️ \ud83c')
    expect(await saveBuild(buyer, id, { revision: 1, name: 'Renamed', skuId, draft })).toMatchObject({
      ok: true,
      revision: 2,
    })
    const stored = await requireBuild(buyer, id)
    expect(stored).toMatchObject({ name: 'Renamed', revision: 2, status: 'draft' })
    expect(textOf(stored.draft)).toBe('Crunch into the heat today! 🌶️ \ufffd')
  })
  test('of two saves of one revision, one is taken and the other gets what is stored', async () => {
    const { buyer, id, skuId } = await room()
    const save = (text: string) => saveBuild(buyer, id, { revision: 1, name: 'N', skuId, draft: titled(text) })
    const answers = await Promise.all([save('mine'), save('theirs'), save('third')])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const stored = await requireBuild(buyer, id)
    expect(stored.revision).toBe(2)
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.stored.draft]))
    expect(refused).toEqual([stored.draft, stored.draft])
  })
  test('takes a product of its own client only', async () => {
    const {
      buyer,
      id,
      agency: { id: agencyId },
    } = await room()
    const other = await client(agencyId)
    await expect(
      saveBuild(buyer, id, { revision: 1, name: '', skuId: other.sku.id, draft: emptyDraft() }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
  test('that is archived cannot be changed, and comes back as it was', async () => {
    const {
      buyer,
      id,
      skuId,
      client: { id: clientId },
    } = await room()
    await archiveBuild(buyer, id)
    expect(await listBuilds(buyer, clientId, { archived: false })).toEqual([])
    expect(await countBuilds(buyer, clientId)).toEqual({ open: 0, archived: 1 })
    await expect(saveBuild(buyer, id, { revision: 1, name: '', skuId, draft: emptyDraft() })).rejects.toMatchObject({
      code: 'conflict',
    })
    await unarchiveBuild(buyer, id)
    expect(await requireBuild(buyer, id)).toMatchObject({ status: 'draft', name: 'November launch' })
  })
  test('that is being launched cannot be archived', async () => {
    const { buyer, id } = await room()
    await unsafeDb().build.update({ where: { id }, data: { status: 'launching' } })
    await expect(archiveBuild(buyer, id)).rejects.toMatchObject({ code: 'conflict' })
  })
  test('can be copied without its dates, and shows in the list with its author', async () => {
    const {
      buyer,
      id,
      skuId,
      client: { id: clientId },
    } = await room()
    await saveBuild(buyer, id, {
      revision: 1,
      name: 'N',
      skuId,
      draft: { ...titled('hot'), objective: 'sales', endsOn: '2026-12-20' },
    })
    const copy = await createBuild(buyer, BuildForm.parse({ clientId, from: { kind: 'build', buildId: id } }))
    const stored = await requireBuild(buyer, copy.id)
    expect(stored).toMatchObject({ name: 'Copy of N', revision: 1, draft: { endsOn: '', objective: 'sales' } })
    expect(textOf(stored.draft)).toBe('hot')
    const [first] = await listBuilds(buyer, clientId, { archived: false })
    expect(first).toMatchObject({ id: copy.id, author: 'The buyer', objective: 'sales', ads: 1, sku: 'All products' })
  })
})

describe('versions', () => {
  test('are kept once for each state, and a restore keeps what it replaces', async () => {
    const { buyer, id, skuId } = await room()
    await saveBuild(buyer, id, { revision: 1, name: 'N', skuId, draft: titled('first') })
    const kept = await keepVersion(buyer, VersionForm.parse({ buildId: id, label: 'For the client' }))
    expect(await keepVersion(buyer, VersionForm.parse({ buildId: id }))).toMatchObject({ id: kept.id, version: 1 })
    await saveBuild(buyer, id, { revision: 2, name: 'N', skuId, draft: titled('second') })
    const restored = await restoreVersion(buyer, { buildId: id, versionId: kept.id })
    expect(restored.revision).toBe(4)
    expect(textOf(restored.draft)).toBe('first')
    const versions = await listVersions(buyer, id)
    expect(versions.map((v) => [v.version, v.label, textOf(v.draft), v.authorName])).toEqual([
      [2, 'Before restoring version 1', 'second', 'The buyer'],
      [1, 'For the client', 'first', 'The buyer'],
    ])
    // A tab that still has revision 3 gets a conflict instead of undoing the restore.
    expect(await saveBuild(buyer, id, { revision: 3, name: 'N', skuId, draft: titled('late') })).toMatchObject({
      ok: false,
      stored: { revision: 4 },
    })
  })
  test('kept at the same time get numbers of their own', async () => {
    const { buyer, id, skuId } = await room()
    for (const revision of [1, 2, 3]) {
      await saveBuild(buyer, id, { revision, name: 'N', skuId, draft: titled(`text ${revision}`) })
      await Promise.all([1, 2, 3].map(() => keepVersion(buyer, VersionForm.parse({ buildId: id }))))
    }
    expect((await listVersions(buyer, id)).map((v) => v.version)).toEqual([3, 2, 1])
  })
  test('of another draft cannot be restored into this one', async () => {
    const {
      buyer,
      id,
      client: { id: clientId },
    } = await room()
    const other = await createBuild(buyer, BuildForm.parse({ clientId }))
    const version = await keepVersion(buyer, VersionForm.parse({ buildId: other.id }))
    await expect(restoreVersion(buyer, { buildId: id, versionId: version.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test('templates belong to one client, have names of their own, and start drafts', async () => {
  const {
    buyer,
    id,
    skuId,
    client: { id: clientId },
    agency: { id: agencyId },
  } = await room()
  await saveBuild(buyer, id, { revision: 1, name: 'N', skuId, draft: { ...titled('hot'), startsOn: '2026-12-01' } })
  const { id: templateId } = await createTemplate(buyer, { buildId: id, name: 'Launch' })
  await expect(createTemplate(buyer, { buildId: id, name: 'Launch' })).rejects.toMatchObject({ code: 'conflict' })
  const made = await createBuild(buyer, BuildForm.parse({ clientId, from: { kind: 'template', templateId } }))
  expect(await requireBuild(buyer, made.id)).toMatchObject({ name: 'Launch', draft: { startsOn: '' } })
  const other = await client(agencyId)
  await expect(
    createBuild(buyer, BuildForm.parse({ clientId: other.id, from: { kind: 'template', templateId } })),
  ).rejects.toMatchObject({ code: 'not_found' })
  expect(await listTemplates(buyer, other.id)).toEqual([])
  await removeTemplate(buyer, templateId)
  expect(await listTemplates(buyer, clientId)).toEqual([])
})

test('audiences are saved for one client or for all, and changed by id', async () => {
  const {
    buyer,
    client: { id: clientId },
    agency: { id: agencyId },
  } = await room()
  const other = await client(agencyId)
  const form = (over: object) =>
    AudienceForm.parse({ clientId, name: 'Snack lovers', rules: { languages: ['en'] }, ...over })
  const own = await saveAudience(buyer, form({}))
  const shared = await saveAudience(buyer, form({ name: 'Everybody', everyClient: true }))
  expect((await listAudiences(buyer, clientId)).map((a) => a.name)).toEqual(['Everybody', 'Snack lovers'])
  expect((await listAudiences(buyer, other.id)).map((a) => a.id)).toEqual([shared.id])
  await saveAudience(buyer, form({ audienceId: own.id, name: 'Snackers', rules: { languages: ['en', 'es'] } }))
  expect((await listAudiences(buyer, clientId)).find((a) => a.id === own.id)).toMatchObject({
    name: 'Snackers',
    rules: { languages: ['en', 'es'] },
  })
  await archiveAudience(buyer, own.id, new Date())
  expect((await listAudiences(buyer, clientId)).map((a) => a.id)).toEqual([shared.id])
  const { scope: limited } = await person(agencyId, { role: 'buyer', clientIds: [clientId] })
  await expect(saveAudience(limited, form({ everyClient: true }))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveAudience(limited, form({ clientId: other.id }))).rejects.toMatchObject({ code: 'not_found' })
  expect((await saveAudience(limited, form({ name: 'Mine' }))).everyClient).toBe(false)
})

test('nothing of it is there for another agency, nor for a buyer of other clients', async () => {
  const mine = await room()
  const version = await keepVersion(mine.buyer, VersionForm.parse({ buildId: mine.id }))
  const { id: templateId } = await createTemplate(mine.buyer, { buildId: mine.id, name: 'T' })
  const audience = await saveAudience(
    mine.buyer,
    AudienceForm.parse({ clientId: mine.client.id, name: 'A', rules: {} }),
  )
  const rival = await agency()
  const theirs = await client(rival.id)
  const elsewhere = await client(mine.agency.id)
  const foreign = [
    (await person(rival.id, { role: 'buyer' })).scope,
    (await person(mine.agency.id, { role: 'buyer', clientIds: [elsewhere.id] })).scope,
  ]
  for (const scope of foreign) {
    const missing = { code: 'not_found' }
    await expect(requireBuild(scope, mine.id)).rejects.toMatchObject(missing)
    await expect(
      saveBuild(scope, mine.id, { revision: 1, name: 'x', skuId: mine.skuId, draft: emptyDraft() }),
    ).rejects.toMatchObject(missing)
    await expect(archiveBuild(scope, mine.id)).rejects.toMatchObject(missing)
    await expect(unarchiveBuild(scope, mine.id)).rejects.toMatchObject(missing)
    await expect(keepVersion(scope, VersionForm.parse({ buildId: mine.id }))).rejects.toMatchObject(missing)
    await expect(restoreVersion(scope, { buildId: mine.id, versionId: version.id })).rejects.toMatchObject(missing)
    await expect(createTemplate(scope, { buildId: mine.id, name: 'x' })).rejects.toMatchObject(missing)
    await expect(removeTemplate(scope, templateId)).rejects.toMatchObject(missing)
    await expect(archiveAudience(scope, audience.id, new Date())).rejects.toMatchObject(missing)
    await expect(createBuild(scope, BuildForm.parse({ clientId: mine.client.id }))).rejects.toMatchObject(missing)
    const place = scope.agencyId === rival.id ? theirs.id : elsewhere.id
    await expect(
      createBuild(scope, BuildForm.parse({ clientId: place, from: { kind: 'build', buildId: mine.id } })),
    ).rejects.toMatchObject(missing)
    await expect(
      saveAudience(scope, AudienceForm.parse({ clientId: place, audienceId: audience.id, name: 'x', rules: {} })),
    ).rejects.toMatchObject(missing)
    expect(await listVersions(scope, mine.id)).toEqual([])
    expect(await listBuilds(scope, mine.client.id, { archived: false })).toEqual([])
    expect(await listTemplates(scope, mine.client.id)).toEqual([])
    expect(await listAudiences(scope, mine.client.id)).toEqual([])
    expect(await countBuilds(scope, mine.client.id)).toEqual({ open: 0, archived: 0 })
  }
  expect(await requireBuild(mine.buyer, mine.id)).toMatchObject({ revision: 1, name: 'November launch' })
  expect(await listTemplates(mine.buyer, mine.client.id)).toHaveLength(1)
})
