import 'server-only'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { childEnvironment, keepEnvironment } from '@/lib/server/env'
import { closeDatabase } from '@/lib/server/prisma'
import { dataDir } from '@/lib/server/data-dir'
import { check } from './check'
import { proveConformance } from '@/e2e/prove/conformance/prove'
import { runJourneys } from './e2e'
import { options } from './options'
import { plantedFaults } from './planted'
import { killProof } from './prove'

type Count = { passed: number; failed: number; skipped: number }

function readJson(file: string): Record<string, unknown> | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : undefined
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

async function unit(): Promise<Count> {
  const report = path.join(dataDir(), 'vitest.json')
  rmSync(report, { force: true })
  const args = [
    path.join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: childEnvironment({ NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }),
  })
  const code = await new Promise<number>((resolve) => child.on('exit', (c) => resolve(c ?? 1)))
  const json = readJson(report)
  const failed = number(json?.['numFailedTests'])
  return {
    passed: number(json?.['numPassedTests']),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: number(json?.['numPendingTests']),
  }
}

/** The journeys, then the requests that they made the connectors send: kept to the specifications, faults refused. */
async function journeys(): Promise<Count> {
  const report = path.join('test-results', 'journeys.json')
  rmSync(report, { force: true })
  let conformance: Count = { passed: 0, failed: 1, skipped: 0 }
  const code = await runJourneys([], async ({ origin }) => {
    conformance = await proveConformance({ origin }, say, { sample: 300, seed: today() })
  })
  const stats = readJson(report)?.['stats'] as Record<string, unknown> | undefined
  const failed = number(stats?.['unexpected'])
  const browser: Count = {
    passed: number(stats?.['expected']) + number(stats?.['flaky']),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: number(stats?.['skipped']),
  }
  return add(browser, conformance)
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const today = (): string => new Date().toISOString().slice(0, 10)

/** A new seed each day, printed with the rows. */
const kills = async (): Promise<Count> => ({
  ...(await killProof(5, today())),
  skipped: 0,
})

const add = (a: Count, b: Count): Count => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})
const one = (isGood: boolean): Count => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 })

/** All that CI runs, in the order in which a fault is cheapest to find; everything runs even after one fails. */
export async function run(args: string[]): Promise<number> {
  options(args, {}, 'Usage: npm test')
  let total: Count = { passed: 0, failed: 0, skipped: 0 }
  const steps: [string, () => Promise<Count>][] = [
    ['check', async () => one(await check())],
    ['planted faults', async () => one(await plantedFaults())],
    ['unit and database tests', unit],
    ['kills, a sample of npm run prove', kills],
    ['browser journeys', journeys],
  ]
  for (const [name, step] of steps) {
    const began = performance.now()
    process.stdout.write(`\n== ${name}\n`)
    const putBack = keepEnvironment()
    const count = await step().catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      return one(false)
    })
    await closeDatabase()
    putBack()
    process.stdout.write(
      `== ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
    )
    total = add(total, count)
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed === 0 ? 0 : 1
}
