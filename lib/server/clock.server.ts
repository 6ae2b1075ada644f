import 'server-only'
import { env } from './env'
import { unsafeDb } from './unsafe.server'

/** The time by which Paceline decides. With the sandbox it may run ahead, so that a day passes at will. */
export async function now(): Promise<Date> {
  if (!env().SANDBOX) return new Date()
  return new Date(Date.now() + (await unsafeClockOffsetMs()))
}

async function unsafeClockOffsetMs(): Promise<number> {
  const row = await unsafeDb().sandboxClock.findUnique({ where: { id: 1 } })
  return Number(row?.offsetMs ?? 0n)
}

/** Moves the sandbox's clock ahead; it never goes back. */
export async function advanceClock(ms: number): Promise<Date> {
  const add = BigInt(Math.max(0, Math.round(ms)))
  await unsafeDb().sandboxClock.upsert({
    where: { id: 1 },
    create: { id: 1, offsetMs: add },
    update: { offsetMs: { increment: add } },
  })
  return now()
}
