import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const PARENT = path.join(process.cwd(), 'lib', 'cli', 'with-parent.mjs')

const start = (code: string): ChildProcess =>
  spawn(process.execPath, ['--import', PARENT, '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.on('exit', resolve))
const firstLine = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.stdout?.once('data', (line) => resolve(String(line).trim())))

test('a part lives as long as its command, and ends with it', async () => {
  const child = start('console.log("up")')
  expect(await firstLine(child)).toBe('up')
  expect(child.exitCode).toBeNull()
  child.disconnect()
  expect(await ended(child)).toBe(0)
})

test('a process that waits for its first message, as the worker of next dev does, still gets it', async () => {
  const child = start('process.on("message", (text) => { console.log(text); process.exit(7) })')
  await new Promise((resolve) => setTimeout(resolve, 300))
  child.send('work')
  expect(await firstLine(child)).toBe('work')
  expect(await ended(child)).toBe(7)
})
