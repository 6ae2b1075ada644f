import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { Environment } from './env'

type Compose = { services: Record<string, { environment?: Record<string, string>; image?: string; build?: string }> }

const compose = parse(readFileSync('compose.yaml', 'utf8')) as Compose
const names = Object.keys(Environment.shape)
/** Choices with good defaults, or that have no meaning beside the services of the file. */
const LEFT_OUT = [
  'DATABASE_APP_URL',
  'DATABASE_POOL',
  'AUTH_TRUST_HOST',
  'LOG_LEVEL',
  'API_RATE_PER_MINUTE',
  'PLATFORM_TIMEOUT_MS',
  'GOOGLE_ADS_DEVELOPER_TOKEN',
]

test('the production file runs the application, PostgreSQL, Redis and Inngest', () => {
  expect(Object.keys(compose.services).sort()).toEqual(['app', 'inngest', 'postgres', 'redis'])
})

test('every variable it gives the application is one that the application reads', () => {
  const given = Object.keys(compose.services['app']?.environment ?? {})
  expect(given.filter((name) => !names.includes(name))).toEqual([])
})

test('every variable that the application reads is given, has a platform default, or is left out for a reason', () => {
  const given = Object.keys(compose.services['app']?.environment ?? {})
  const defaults = names.filter((name) => /_(BASE_URL|AUTHORIZE_URL|TOKEN_URL|DIALOG_URL|API_VERSION)$/.test(name))
  expect(names.filter((name) => ![...given, ...defaults, ...LEFT_OUT].includes(name))).toEqual([])
})

test('its values pass the schema once the secrets are filled in', () => {
  const filled = Object.fromEntries(
    Object.entries(compose.services['app']?.environment ?? {}).map(([name, value]) => [
      name,
      value.replaceAll(
        /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
        (_, key: string, fallback?: string) => fallback ?? `filled-${key}`,
      ),
    ]),
  )
  expect(Environment.safeParse(filled).error?.issues).toBeUndefined()
})
