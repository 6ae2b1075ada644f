import 'server-only'
import type { Transaction } from '@/lib/server/prisma'
import type { Entity, SandboxPlatform } from './define'
import { accountsOf, existingCampaigns, type ExistingCampaign, type SandboxAccount } from './login'
import { createEntities, listEntities } from './store.server'

type Key = SandboxPlatform['key']

/** Days that an account's existing campaigns have run when its login is used for the first time. */
export const HISTORY_DAYS = 90

/** Keeps one account's existing campaigns in the platform's own shape, with a first change 90 days back. */
export type SeedAccount = (
  tx: Transaction,
  account: SandboxAccount,
  campaigns: ExistingCampaign[],
  now: Date,
) => Promise<void>

/**
 * Signs a person in at a sandbox platform. At the first time its accounts appear (entities of kind `account`, whose
 * data hold email, currency and timezone) with what ran there before.
 */
export async function signIn(
  tx: Transaction,
  platform: Key,
  email: string,
  now: Date,
  seed: SeedAccount,
): Promise<void> {
  await tx.sandboxLogin.createMany({ data: [{ platform, email, createdAt: now }], skipDuplicates: true })
  for (const account of accountsOf(platform, email)) {
    const { id, name, currency, timezone } = account
    const made = await createEntities(tx, platform, [
      { kind: 'account', id, accountId: id, name, data: { email, currency, timezone }, at: now },
    ])
    if (made === 1) await seed(tx, account, existingCampaigns(platform, email, account), now)
  }
}

/** The accounts that a login may use, in the order of their making. */
export async function accountsFor(tx: Transaction, platform: Key, email: string): Promise<Entity[]> {
  const wanted = accountsOf(platform, email)
  const found = await listEntities(tx, platform, { kind: 'account', ids: wanted.map(({ id }) => id) })
  return wanted.flatMap(({ id }) => found.filter((account) => account.id === id))
}
