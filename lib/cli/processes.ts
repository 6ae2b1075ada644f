import 'server-only'
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/core/errors'
import { childEnvironment } from '@/lib/server/env'

const root = process.cwd()
const PARENT = path.join(root, 'lib', 'cli', 'with-parent.mjs')
const ADDRESS = path.join(root, 'lib', 'cli', 'with-address.mjs')
const TSX = ['--conditions=react-server', '--disable-warning=ExperimentalWarning', '--import', 'tsx']

export type Started = { name: string; child: ChildProcess; ended: Promise<number> }

/** Starts a part of Paceline. It ends by itself when this process is gone, however that happened. */
function start(
  name: string,
  args: string[],
  extra: Record<string, string | undefined>,
  output: 'inherit' | 'pipe' | 'ignore',
): Started {
  const child = spawn(process.execPath, ['--import', PARENT, ...args], {
    cwd: root,
    env: childEnvironment(extra),
    stdio: ['ignore', output, 'inherit', 'ipc'],
  })
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
  return { name, child, ended }
}

const NEXT = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

export const startWeb = (mode: 'start' | 'dev', port: number, extra: Record<string, string | undefined>): Started =>
  start(
    'web',
    ['--import', ADDRESS, NEXT, mode, '-p', String(port)],
    { ...extra, NODE_ENV: mode === 'start' ? 'production' : 'development' },
    'ignore',
  )

export const startJobs = (extra: Record<string, string | undefined>): Started =>
  start('jobs', [...TSX, path.join(root, 'inngest', 'local', 'main.ts')], extra, 'pipe')

/** Builds the web application; its output is shown only when it fails. */
export async function build(extra: Record<string, string | undefined>): Promise<void> {
  const child = spawn(process.execPath, [NEXT, 'build'], {
    cwd: root,
    env: childEnvironment({ ...extra, NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number>((resolve) => child.on('exit', (c) => resolve(c ?? 1)))
  if (code !== 0) throw new AppError('unavailable', `The build failed:\n${output}`)
}

/** Stops in the order given; whoever does not leave within five seconds is ended. */
export async function stopAll(parts: Started[]): Promise<void> {
  await Promise.all(
    parts.map(async ({ child, ended }) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(5000)])
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    }),
  )
}

export async function isPortFree(port: number): Promise<boolean> {
  const tryOn = (host?: string) =>
    new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false))
      server.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => server.close(() => resolve(true)))
    })
  return (await tryOn()) && (await tryOn('127.0.0.1'))
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Waits until an address answers 200; gives up when `gone` says that its server has ended. */
export async function answers(url: string, gone: () => boolean, seconds = 60): Promise<void> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    await response?.body?.cancel()
    if (response?.ok) return
    if (gone() || Date.now() > until)
      throw new AppError(
        'unavailable',
        `${url} does not answer${response ? ` (status ${response.status})` : ''}. See the messages above.`,
      )
    await sleep(100)
  }
}
