import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { AppError, notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'

/**
 * Takes over an imported campaign: from now on it may be paused and budgeted here, and what we want of it counts.
 * Nothing is written to the platform; what is on stays on. Adopting twice is adopting once.
 */
export async function adoptCampaign(scope: Scope, campaignId: string): Promise<{ adopted: boolean }> {
  return db(scope).$transaction(async (tx) => {
    const mine = { AND: [within(scope), { id: campaignId }] }
    const campaign = await tx.campaign.findFirst({
      where: mine,
      select: { clientId: true, name: true, origin: true, status: true, adoptedAt: true },
    })
    if (!campaign) throw notFound('This campaign')
    if (campaign.origin !== 'imported')
      throw new AppError('conflict', `"${campaign.name}" was built here and needs no adopting.`)
    const { count } = await tx.campaign.updateMany({
      where: { AND: [mine, { adoptedAt: null }] },
      data: { adoptedAt: new Date(), desiredOn: campaign.status === 'live' },
    })
    if (count === 0) return { adopted: false }
    await tx.campaignExecutionLog.create({
      data: {
        agencyId: scope.agencyId,
        clientId: campaign.clientId,
        campaignId,
        action: 'adopt',
        status: 'success',
        message: `Adopted "${campaign.name}": Paceline may now change it. Nothing was changed at the platform.`,
        actorName: scope.actor.name,
        details: {},
      },
    })
    return { adopted: true }
  })
}
