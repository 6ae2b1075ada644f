import type { AdDraft } from '@/lib/ad/schema'
import { findInterests } from '@/lib/build/interests.server'
import { requireBuild } from '@/lib/build/data.server'
import { adoptCampaign } from '@/lib/campaign/adopt.server'
import { importCampaigns } from '@/lib/campaign/import.server'
import { applyState } from '@/lib/campaign/state.server'
import { pauseCampaigns, pausePart, resumeCampaigns, resumePart } from '@/lib/campaign/switch.server'
import { assignAccount } from '@/lib/integration/accounts.server'
import { withAccount } from '@/lib/integration/caller.server'
import { accessToken } from '@/lib/integration/token.server'
import { createLaunch } from '@/lib/launch/create.server'
import { prepare } from '@/lib/launch/prepare.server'
import { syncAccount } from '@/lib/metric/sync.server'
import { advanceClock } from '@/lib/server/clock.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { chipsBuild, runLaunch, tastyChips } from '@/prisma/seed/tasty-chips'

/*
 * Everything that the connectors can be made to send, once: logins, imports, launches of different drafts, reports,
 * switches and budgets. What the sandbox then has in its journal is what the conformance checks read.
 */

type Place = Awaited<ReturnType<typeof tastyChips>>

/** Two audiences that share a budget for the whole run, in the EU, for clicks. */
function lifetimeDraft(draft: AdDraft): void {
  const [unit] = draft.units
  if (!unit) return
  draft.objective = 'traffic'
  draft.budgetType = 'lifetime'
  draft.startsOn = '2026-12-01'
  draft.endsOn = '2026-12-24'
  draft.connections = draft.connections.map((c) => ({
    ...c,
    budget: '4000',
    pixelId: null,
    pixelEvent: null,
    conversionGoalId: null,
  }))
  draft.declarations = { ...draft.declarations, dsaBeneficiary: 'Tasty Chips Co.', dsaPayor: 'Tasty Chips Co.' }
  const rules = {
    ...unit.rules,
    locations: [{ kind: 'country' as const, name: 'Germany', country: 'DE', keys: {} }],
    languages: ['de'],
  }
  draft.units = [
    {
      ...unit,
      rules: { ...rules, genders: 'female', interests: [{ id: '6003107902433', name: 'Snacks' }] },
      sharePercent: 60,
    },
    { ...unit, key: 'unit-2', name: 'Snack lovers, men', rules: { ...rules, genders: 'male' }, sharePercent: 40 },
  ]
}

/** Leads through a declared category, with cut pictures. */
function leadsDraft(draft: AdDraft): void {
  draft.objective = 'leads'
  draft.declarations = { ...draft.declarations, specialCategory: 'financial' }
  const [unit] = draft.units
  if (unit) unit.rules = { ...unit.rules, ageMin: 18, ageMax: 65 }
  for (const ad of draft.ads)
    if (ad.fields.media)
      ad.fields.media = {
        ...ad.fields.media,
        crops: { '9:16': { x: 0.15, y: 0, width: 0.7, height: 1 }, '1:1': { x: 0, y: 0, width: 1, height: 0.8 } },
      }
}

async function launch(place: Place, change: (draft: AdDraft) => void = () => undefined): Promise<string> {
  const { id } = await chipsBuild(place, change)
  const build = await requireBuild(place.scope, id)
  const { hash, reasons } = await prepare(place.scope, build)
  if (!hash || reasons.length > 0) throw new Error(`The draft is not ready: ${reasons.join(' ')}`)
  const { launchId } = await createLaunch(place.scope, { buildId: id, revision: build.revision, payloadHash: hash })
  const { status, summary } = await runLaunch(place.scope, launchId)
  if (status !== 'done') throw new Error(`The launch ended as ${status}: ${summary}`)
  return id
}

/** Pauses and resumes a whole campaign, one of its units and one of its ads. */
async function switches({ scope }: Place, buildId: string): Promise<void> {
  const campaigns = await unsafeDb().campaign.findMany({
    where: { buildId },
    include: { units: { include: { creatives: true } } },
  })
  for (const { id, units } of campaigns) {
    await pauseCampaigns(scope, [id])
    await applyState(scope, id)
    await resumeCampaigns(scope, [id])
    await applyState(scope, id)
    const [unit] = units
    const [ad] = unit?.creatives ?? []
    const parts = [
      unit && { campaignId: id, kind: 'unit' as const, id: unit.id },
      ad && { campaignId: id, kind: 'ad' as const, id: ad.id },
    ].filter((part) => part !== undefined)
    for (const part of parts) {
      await pausePart(scope, part)
      await applyState(scope, id)
      await resumePart(scope, part)
      await applyState(scope, id)
    }
  }
}

/** Moves the budget of each campaign of a build to an amount of its account's currency, where it is owned. */
async function budgets({ scope }: Place, buildId: string): Promise<void> {
  const campaigns = await unsafeDb().campaign.findMany({ where: { buildId }, include: { budget: true } })
  for (const { adAccountId, budget } of campaigns) {
    if (!budget?.externalId) continue
    const target = {
      level: budget.level === 'unit' ? ('unit' as const) : ('campaign' as const),
      externalId: budget.externalId,
      type: budget.type,
    }
    await withAccount(scope, adAccountId, (connector, caller) => connector.setBudget(caller, target, 4_200_000_000n))
  }
}

/** Takes over accounts in which campaigns run already, adopts one of each and switches it off. */
async function imported({ scope, clientId }: Place): Promise<void> {
  const accounts = await unsafeDb().adAccount.findMany({ where: { agencyId: scope.agencyId, name: 'Nordlys' } })
  for (const { id } of accounts) {
    await assignAccount(scope, { adAccountId: id, clientId })
    await importCampaigns(scope, id)
    const campaign = await unsafeDb().campaign.findFirstOrThrow({ where: { adAccountId: id, origin: 'imported' } })
    await adoptCampaign(scope, campaign.id)
    await pauseCampaigns(scope, [campaign.id])
    await applyState(scope, campaign.id)
  }
}

/** Sends everything to the platforms that the environment names. The jobs' server must take events. */
export async function exerciseConnectors(): Promise<void> {
  const place = await tastyChips()
  const first = await launch(place)
  const second = await launch(place, lifetimeDraft)
  await launch(place, leadsDraft)
  for (const build of [first, second]) {
    await switches(place, build)
    await budgets(place, build)
  }
  // A day later there are figures, and the tokens of an hour have to be refreshed.
  await advanceClock(30 * 3_600_000)
  for (const { id } of place.accounts) {
    await importCampaigns(place.scope, id)
    await syncAccount(place.scope, id, 'manual')
  }
  await imported(place)
  await findInterests(place.scope, place.clientId, 'snack')
  for (const { id } of await unsafeDb().integration.findMany({ where: { agencyId: place.scope.agencyId } }))
    await accessToken(place.scope, id)
}
