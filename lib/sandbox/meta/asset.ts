import { hash32 } from '@/lib/core/random'
import { accountsOf, userIdOf, type SandboxAccount } from '../login'

/** Pages, Instagram profiles and pixels of a login. They follow from its accounts, one of each per account. */

const digits = (seed: string, length: number): string => {
  const rest = `${hash32(seed, 21)}`.padStart(10, '0') + `${hash32(seed, 22)}`.padStart(10, '0')
  return `${1 + (hash32(seed, 20) % 9)}${rest.slice(0, length - 1)}`
}

export type Page = { id: string; name: string; category: string; instagram: { id: string; username: string } }
export type Pixel = { id: string; name: string }

export const pageOf = (account: Pick<SandboxAccount, 'id' | 'name'>): Page => ({
  id: digits(`page ${account.id}`, 15),
  name: account.name,
  category: 'Shopping & retail',
  instagram: {
    id: `17841${digits(`instagram ${account.id}`, 12)}`,
    username: account.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '.')
      .replace(/^\.|\.$/g, ''),
  },
})

export const pagesOf = (email: string): Page[] => accountsOf('meta', email).map(pageOf)

export const pixelOf = (account: Pick<SandboxAccount, 'id' | 'name'>): Pixel => ({
  id: digits(`pixel ${account.id}`, 16),
  name: `${account.name} web`,
})

/** The account whose pixel an id is, among a login's. */
export const pixelAccount = (email: string, pixelId: string): SandboxAccount | undefined =>
  accountsOf('meta', email).find((account) => pixelOf(account).id === pixelId)

export const metaUser = (email: string): { id: string; name: string; email: string } => {
  const local = email.split('@')[0] ?? email
  return { id: userIdOf('meta', email), name: local.charAt(0).toUpperCase() + local.slice(1), email }
}
