import 'server-only'
import type { Change } from '@/lib/market/report'
import type { Transaction } from '@/lib/server/prisma'
import type { SandboxPlatform } from './define'

type NewChange = Change & { platform: SandboxPlatform['key']; accountId: string; campaignId: string }

/** Appends what now spends; nothing is written when it is what the last change said. */
export async function recordChange(tx: Transaction, change: NewChange): Promise<void> {
  const { platform, campaignId, isOn, dayMicros } = change
  const last = await tx.sandboxChange.findFirst({ where: { platform, campaignId }, orderBy: { seq: 'desc' } })
  if (last ? last.isOn === isOn && last.dayMicros === dayMicros : !isOn) return
  await tx.sandboxChange.create({ data: change, select: { seq: true } })
}

/** The changes of campaigns in order of time, by campaign id. A campaign that never spent has none. */
export async function timelinesOf(
  tx: Transaction,
  platform: SandboxPlatform['key'],
  campaignIds: readonly string[],
): Promise<Map<string, Change[]>> {
  const rows = await tx.sandboxChange.findMany({
    where: { platform, campaignId: { in: [...campaignIds] } },
    orderBy: [{ at: 'asc' }, { seq: 'asc' }],
    select: { campaignId: true, at: true, isOn: true, dayMicros: true },
  })
  const timelines = new Map<string, Change[]>()
  for (const { campaignId, ...change } of rows) {
    const timeline = timelines.get(campaignId)
    if (timeline) timeline.push(change)
    else timelines.set(campaignId, [change])
  }
  return timelines
}
