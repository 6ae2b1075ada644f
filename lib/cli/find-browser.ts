import 'server-only'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { AppError } from '@/lib/core/errors'
import { isRoot } from '@/lib/server/data-dir'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const starts = (file: string): boolean =>
  spawnSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore' }).status === 0

/** The one that npm brings: for Linux machines without any browser; it lacks nothing that the journeys need. */
async function packaged(): Promise<string | undefined> {
  try {
    const { default: sparticuz } = await import('@sparticuz/chromium')
    return await sparticuz.executablePath()
  } catch {
    return undefined
  }
}

function installed(): string | undefined {
  if (process.platform !== 'linux' || !isRoot()) return undefined
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ])
    if (spawnSync('apt-get', args, { stdio: ['ignore', 2, 2] }).status !== 0) return undefined
  return SYSTEM.find((file) => existsSync(file))
}

/** A browser for the journeys: Playwright's own, else the system's, else npm's, else Debian's package. */
export async function findBrowser(): Promise<string> {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  const system = SYSTEM.find((file) => existsSync(file) && starts(file))
  if (system) return system
  const npm = await packaged()
  if (npm && starts(npm)) return npm
  const debian = installed()
  if (debian) return debian
  throw new AppError(
    'unavailable',
    'No browser was found for the journeys. Install Chromium or Chrome and run it again.',
  )
}
