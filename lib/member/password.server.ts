import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { forgive, throttle } from '@/lib/server/rate-limit.server'
import { unsafeDb } from '@/lib/server/unsafe.server'

/** Argon2id with OWASP's first recommendation: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, COST)

let decoy: Promise<string> | undefined

/**
 * The person of an e-mail and password, or null. Wrong tries are limited by account and by address.
 * An unknown e-mail costs the same time as a wrong password.
 */
export async function checkPassword(email: string, password: string, address: string) {
  const key = email.trim().toLowerCase()
  await throttle('sign-in-account', key, { points: 10, seconds: 15 * 60 })
  await throttle('sign-in-address', address, { points: 50, seconds: 15 * 60 })
  const user = await unsafeDb().user.findUnique({ where: { email: key } })
  decoy ??= hashPassword('not the password of anyone')
  const right = await verify(user?.passwordHash ?? (await decoy), password)
  if (!right || !user?.passwordHash) return null
  await forgive('sign-in-account', key)
  await forgive('sign-in-address', address, 1)
  return user
}
