import 'server-only'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { options } from './options'

const STEPS: [string, string[]][] = [
  ['oxfmt', ['--check', '.']],
  ['oxlint', ['--type-aware', '--deny-warnings', '.']],
  ['tsc', ['--noEmit', '-p', '.']],
  ['knip', []],
]

const bin = (name: string): string => path.join(process.cwd(), 'node_modules', '.bin', name)

function step(name: string, args: string[]): Promise<{ name: string; code: number; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(bin(name), args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.on('exit', (code) => resolve({ name, code: code ?? 1, text }))
  })
}

/** Format, lint with the house's rules, types and dead code; quiet where nothing is wrong. */
export async function check(): Promise<boolean> {
  const done = await Promise.all(STEPS.map(([name, args]) => step(name, args)))
  for (const { name, code, text } of done)
    process.stdout.write(code === 0 ? `${name} ok\n` : `${name} failed\n${text}\n`)
  return done.every(({ code }) => code === 0)
}

export async function run(args: string[]): Promise<number> {
  options(args, {}, 'Usage: npm run check')
  return (await check()) ? 0 : 1
}
