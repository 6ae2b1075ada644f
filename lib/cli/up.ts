import 'server-only'
import { DEMO_LOGINS, seedDemo } from '@/prisma/seed/demo'
import { env } from '@/lib/server/env'
import { onlyOne } from './only-one'
import { options } from './options'
import { startStack } from './stack'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Starts everything, says so, and stops everything at Ctrl-C or when a part ends. */
export async function serve(mode: 'start' | 'dev'): Promise<number> {
  const leave = onlyOne()
  process.on('exit', leave)
  const began = performance.now()
  let asked: (() => void) | undefined
  const interrupted = new Promise<void>((resolve) => (asked = resolve))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked?.())
  const stack = await startStack(mode, say, async () => {
    if (env().SANDBOX && (await seedDemo())) say('database: demo agency made')
  })
  say(`ready   ${stack.origin}   (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  if (env().SANDBOX)
    for (const { email, password, says } of DEMO_LOGINS)
      say(`        ${email.padEnd(28)} ${password.padEnd(18)} ${says}`)
  say('        Ctrl-C stops everything.')
  const ended = await Promise.race([
    interrupted.then(() => undefined),
    ...stack.parts.map(({ name, ended }) => ended.then((code) => ({ name, code }))),
  ])
  if (ended) process.stderr.write(`The ${ended.name} process ended with ${ended.code}; stopping the rest.\n`)
  await stack.stop()
  return ended ? 1 : 0
}

export async function run(args: string[]): Promise<number> {
  options(args, {}, 'Usage: npm run up     (PORT, DATABASE_URL and the other variables of the README apply)')
  return serve('start')
}
