import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import house from '@/oxlint.house.mjs'
import { DEMO_LOGINS } from '@/prisma/seed/demo'
import { COMMANDS } from './cli/commands'
import { callbackPath } from './integration/oauth.server'
import { PROVIDERS } from './integration/schema'
import { Environment } from './server/env'

/* The documents say what is so: their tables are compared with the code, their paths with the tree. */

const DOCUMENTS = { 'README.md': 200, 'ARCHITECTURE.md': 150, 'CONTRIBUTING.md': 100 }
const read = (name: string): string => readFileSync(name, 'utf8')

/** The cells of each row of the table after a text; the head is left out. */
function tableAfter(document: string, mark: string): string[][] {
  const start = document.indexOf(mark)
  expect(start, `"${mark}" stands in the document`).toBeGreaterThan(-1)
  const lines = document.slice(start + mark.length).split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const rest = lines.slice(first)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  return rest.slice(2, end === -1 ? undefined : end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
}

/** Name, default and sentence of each variable, as the schema has them. */
function environmentRows(): string[][] {
  const { properties = {} } = z.toJSONSchema(Environment, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => {
    const { default: value, description = '' } = typeof property === 'object' ? property : {}
    return [
      `\`${name}\``,
      value === undefined || value === '' ? '' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``,
      description,
    ]
  })
}

describe('README.md', () => {
  test('its table of variables is the one in lib/server/env.ts', () => {
    expect(tableAfter(read('README.md'), '<!-- environment')).toEqual(environmentRows())
  })

  test('it names every script and every command, and no other', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
    const named = tableAfter(read('README.md'), '## Commands').map(([cell = '']) => cell)
    const asked = (name: string) => (name === 'test' ? '`npm test`' : `\`npm run ${name}\``)
    expect(named.toSorted()).toEqual(
      Object.keys(scripts)
        .filter((name) => name !== 'postinstall')
        .map(asked)
        .toSorted(),
    )
    const commands = tableAfter(read('README.md'), '`npm run -s cli -- <command>`').map(([cell = '']) => cell)
    expect(commands.toSorted()).toEqual(
      Object.entries(COMMANDS)
        .filter(([, command]) => command.cli)
        .map(([name]) => `\`${name}\``)
        .toSorted(),
    )
  })

  test('its logins are those that the demo makes', () => {
    const rows = tableAfter(read('README.md'), 'npm test     #').map(([email, password]) => [email, password])
    expect(rows).toEqual(DEMO_LOGINS.map(({ email, password }) => [`\`${email}\``, `\`${password}\``]))
  })

  test('it names the address that each platform sends people back to', () => {
    for (const provider of PROVIDERS) expect(read('README.md')).toContain(callbackPath(provider))
  })
})

const TOP = ['app', 'components', 'e2e', 'inngest', 'lib', 'prisma']
const CODE = /\.(ts|tsx|mjs)$/

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => CODE.test(name) && !/\.test\.ts$/.test(name))
}

/** Parts that the table foresees and that hold no file yet. */
const FORESEEN = [
  'lib/mmm/fit/plan.ts',
  'lib/destinations/catalogue/index.ts',
  'lib/destinations/catalogue/somewhere.ts',
  'lib/destinations/define.ts',
  'lib/destinations/deliver.server.ts',
]

const bare = (file: string): string => file.replace(CODE, '')
const asPattern = (glob: string): string =>
  glob
    .replaceAll('**', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '.*')
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll(',', '|')
const spans = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)

type Test = (file: string) => boolean
const anyOf = (globs: string[]): Test => {
  const pattern = new RegExp(`^(${globs.map(asPattern).join('|')})$`)
  return (file) => pattern.test(file)
}

/** "`a`, `b`, not `c`": what matches one of the first and none of the last. */
function testOf(cell: string, names: Record<string, Test>): Test {
  const [yes = '', no = ''] = cell.split(', not ')
  const known = spans(yes).flatMap((name) => names[name] ?? [])
  const matches = anyOf(spans(yes).filter((name) => !(name in names)))
  const excepted = no ? anyOf(spans(no)) : () => false
  return (file) => (matches(file) || known.some((test) => test(file))) && !excepted(file)
}

type Rows = { from: Test; to: Test }[]

function layersOf(document: string): Rows {
  const names: Record<string, Test> = {}
  for (const [name = '', meaning = ''] of tableAfter(document, '### Names'))
    names[spans(name)[0] ?? ''] = testOf(meaning, names)
  return tableAfter(document, '### Layers').map(([from = '', to = '']) => ({
    from: testOf(from, names),
    to: testOf(to, names),
  }))
}

type Visit = (node: object) => void
type Context = { filename: string; report: () => void }

/** What the lint rule itself says of one import. */
function ruleAllows(importer: string): Test {
  let reports = 0
  const context: Context = { filename: path.resolve(importer), report: () => void reports++ }
  const visitors: { ImportDeclaration?: Visit } = house.rules.layers.create(context)
  return (target) => {
    reports = 0
    visitors.ImportDeclaration?.({ importKind: 'value', source: { value: `@/${target}` } })
    return reports === 0
  }
}

describe('ARCHITECTURE.md', () => {
  const rows = layersOf(read('ARCHITECTURE.md'))
  const all = [...TOP.flatMap(files), ...FORESEEN].toSorted()

  test('each row of its import table is about files that are there or foreseen', () => {
    for (const [index, { from }] of rows.entries())
      expect(
        all.some((file) => from(bare(file))),
        `row ${index + 1}`,
      ).toBe(true)
  })

  test('its import table allows what the lint allows, for each kind of file and each target', () => {
    // A few importers of each row and folder, and every file as target.
    const kinds = Map.groupBy(all, (file) => {
      const row = rows.findIndex(({ from }) => from(bare(file)))
      return `${row} ${row === -1 ? '' : file.split('/').slice(0, 2).join('/')}`
    })
    const importers = [...kinds.values()].flatMap((group) => group.slice(0, 2))
    const targets = all.map(bare)
    const wrong: string[] = []
    for (const importer of importers) {
      const row = rows.find(({ from }) => from(bare(importer)))
      const allows = ruleAllows(importer)
      for (const target of targets)
        if ((row?.to(target) ?? true) !== allows(target)) wrong.push(`${importer} -> ${target}`)
    }
    expect(wrong.slice(0, 20)).toEqual([])
    expect(importers.length).toBeGreaterThan(30)
  })
})

describe.each(Object.entries(DOCUMENTS))('%s', (name, most) => {
  const document = read(name)

  test(`has at most ${most} lines`, () => {
    expect(document.trimEnd().split('\n').length).toBeLessThanOrEqual(most)
  })

  test('names only files and folders that exist', () => {
    const links = [...document.matchAll(/(?:\]\(|src=")([^)"#:]+)[)"#]/g)].map(([, target = '']) => target)
    const paths = spans(document.replaceAll(/```[\s\S]*?```/g, '')).filter(
      (text) => TOP.some((top) => text.startsWith(`${top}/`)) && !/[*<>{}\s]/.test(text.replaceAll(/\[[^\]]*\]/g, '')),
    )
    const missing = [...links, ...paths].filter(
      (target) => ![target, `${target}.ts`].some((file) => existsSync(file) || FORESEEN.includes(file)),
    )
    expect(missing).toEqual([])
  })
})
