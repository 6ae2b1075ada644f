import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { throttle } from '@/lib/server/rate-limit.server'
import { unsafeDb } from '@/lib/server/unsafe.server'

/** Argon2id with OWASP's first recommendation: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, COST)

let decoy: Promise<string> | undefined

/**
 * The person of an e-mail and password, or null. Throttled by address and by account.
 * An unknown e-mail costs the same time as a wrong password.
 */
export async function checkPassword(email: string, password: string, address: string) {
  const key = email.trim().toLowerCase()
  await throttle('sign-in-account', key, { points: 10, seconds: 15 * 60 })
  await throttle('sign-in-address', address, { points: 50, seconds: 15 * 60 })
  const user = await unsafeDb().user.findUnique({ where: { email: key } })
  decoy ??= hashPassword('not the password of anyone')
  const right = await verify(user?.passwordHash ?? (await decoy), password)
  return right && user?.passwordHash ? user : null
}
