import 'server-only'
import { spawn } from 'node:child_process'
import path from 'node:path'
import pg from 'pg'
import { childEnvironment, env, setEnvironment } from '@/lib/server/env'
import { openDatabase } from './database'
import { findBrowser } from './find-browser'
import { freePort } from './processes'
import { startStack, type Stack } from './stack'

/** A database of its own on the server that is there, dropped at the end: the journeys never touch anybody's data. */
export async function scratchDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = await openDatabase()
  const name = `paceline_e2e_${process.pid}`
  const admin = new pg.Client({ connectionString: server.ownerUrl })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const drop = async () => {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await server.release()
  }
  return { url: Object.assign(new URL(server.ownerUrl), { pathname: `/${name}` }).toString(), drop }
}

/** Starts the whole stack on a port and database of its own, runs `body`, and stops everything. */
export async function withScratchStack<T>(body: (stack: Stack & { databaseUrl: string }) => Promise<T>): Promise<T> {
  const scratch = await scratchDatabase()
  try {
    const port = await freePort()
    setEnvironment({
      DATABASE_URL: scratch.url,
      PORT: String(port),
      SANDBOX: '1',
      APP_URL: `http://localhost:${port}`,
      LOG_LEVEL: env().LOG_LEVEL,
    })
    const stack = await startStack(
      'start',
      (line) => process.stdout.write(`${line}\n`),
      async () => undefined,
    )
    try {
      return await body({ ...stack, databaseUrl: scratch.url })
    } finally {
      await stack.stop()
    }
  } finally {
    await scratch.drop()
  }
}

type StackUnderTest = { origin: string; databaseUrl: string }

async function playwright(args: string[], browser: string, { origin, databaseUrl }: StackUnderTest): Promise<number> {
  const cli = path.join('node_modules', '@playwright', 'test', 'cli.js')
  const child = spawn(process.execPath, [cli, 'test', ...args], {
    stdio: 'inherit',
    env: childEnvironment({
      PACELINE_E2E_ORIGIN: origin,
      PACELINE_E2E_BROWSER: browser,
      PACELINE_E2E_DATABASE: databaseUrl,
      NODE_OPTIONS: '--conditions=react-server',
    }),
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}

/** Runs the journeys on a stack of their own; `after` may look at what they left behind while it still stands. */
export async function runJourneys(args: string[], after?: (stack: StackUnderTest) => Promise<void>): Promise<number> {
  const browser = await findBrowser()
  // Short waits for a platform that does not answer and between tries: the order of things is the same.
  setEnvironment({ JOBS_BACKOFF_MS: '200', PLATFORM_TIMEOUT_MS: '8000' })
  return withScratchStack(async (stack) => {
    const code = await playwright(args, browser, stack)
    await after?.(stack)
    return code
  })
}

/** Runs the browser journeys; arguments go to Playwright, as in `npm run test:e2e -- launch`. */
export const run = (args: string[]): Promise<number> => runJourneys(args)
