import 'server-only'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { childEnvironment } from '@/lib/server/env'

/** Runs vitest; arguments go to it, as in `npm run test:unit -- lib/ad`. */
export async function run(args: string[]): Promise<number> {
  const child = spawn(process.execPath, [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], {
    stdio: 'inherit',
    env: childEnvironment({ NODE_OPTIONS: '--disable-warning=ExperimentalWarning' }),
  })
  return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}
