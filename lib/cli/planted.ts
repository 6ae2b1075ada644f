import 'server-only'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Faults that the lint must find; each stands where the rule it breaks applies. */
const FAULTS = [
  { file: 'lib/core/planted.ts', text: "export { db } from '@/lib/server/prisma'\n", rule: 'house(layers)' },
  {
    file: 'components/ui/planted.tsx',
    text: "import { METRICS } from '../../lib/report/metric'\n\nexport const planted = METRICS\n",
    rule: 'house(layers)',
  },
  {
    file: 'lib/campaign/planted/actions.ts',
    text: "'use server'\n\nexport const planted = async () => 1\n",
    rule: 'house(actions-only)',
  },
  {
    file: 'lib/campaign/planted.ts',
    text: "export const planted = process.env['HOME']\n",
    rule: 'no-restricted-properties',
  },
  {
    file: 'lib/campaign/planted-promise.ts',
    text: 'export function planted() {\n  Promise.resolve(1)\n}\n',
    rule: 'no-floating-promises',
  },
]

/** Plants each fault, expects the lint to name its rule, and takes it away again: green is worth what it has read. */
export async function plantedFaults(): Promise<boolean> {
  const oxlint = path.join('node_modules', '.bin', 'oxlint')
  try {
    for (const { file, text } of FAULTS) {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    return FAULTS.map(({ file, rule }) => {
      const { stdout, status } = spawnSync(oxlint, ['--type-aware', file], { encoding: 'utf8' })
      const isFound = status !== 0 && stdout.includes(rule)
      process.stdout.write(`${file}: ${isFound ? `found by ${rule}` : `NOT found by ${rule}\n${stdout}`}\n`)
      return isFound
    }).every(Boolean)
  } finally {
    for (const { file } of FAULTS) rmSync(file, { force: true })
    rmSync(path.join('lib', 'campaign', 'planted'), { recursive: true, force: true })
  }
}
