import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '@/lib/cli/processes'
import { childEnvironment } from '@/lib/server/env'
import type { BenchRow } from './row'

/** Starts `npm run up` and gives the seconds until it says `ready`; stops it again. */
async function secondsToReady(databaseUrl: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['up.mjs', 'up'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment({
      DATABASE_URL: databaseUrl,
      DATABASE_APP_URL: undefined,
      PORT: String(port),
      APP_URL: undefined,
      SANDBOX: '1',
    }),
  })
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
  try {
    const ready = await Promise.race([saysReady(child).then(() => true), ended.then(() => false)])
    if (!ready) throw new Error('`npm run up` ended before it was ready. See the messages above.')
    return (performance.now() - began) / 1000
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

const saysReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (/^ready /m.test(text)) resolve()
    })
  })

async function bareNode(): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
  await new Promise((resolve) => child.on('exit', resolve))
  return (performance.now() - began) / 1000
}

/** The second start of a built checkout with its demo in the database. */
export async function benchStartUp(databaseUrl: string): Promise<BenchRow[]> {
  const first = await secondsToReady(databaseUrl)
  const second = await secondsToReady(databaseUrl)
  return [
    { what: 'npm run up: empty database, demo made, already built', value: first, unit: 's' },
    {
      what: 'npm run up: second start until ready',
      value: second,
      unit: 's',
      baseline: { what: 'starting Node', value: await bareNode() },
    },
  ]
}
