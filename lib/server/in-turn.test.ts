import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { inTurn } from './in-turn'

const folder = mkdtempSync(path.join(tmpdir(), 'paceline-turn-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('one after the other, whatever order they came in', async () => {
  const file = path.join(folder, 'busy')
  let inside = 0
  const most: number[] = []
  const work = async (n: number) => {
    most.push(++inside)
    await sleep(30)
    inside--
    return n
  }
  expect(await Promise.all([1, 2, 3].map((n) => inTurn(file, () => work(n))))).toEqual([1, 2, 3])
  expect(most).toEqual([1, 1, 1])
  expect(existsSync(file)).toBe(false)
})

test('whoever fails leaves the turn to the next', async () => {
  const file = path.join(folder, 'fails')
  await expect(inTurn(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await inTurn(file, async () => 'next')).toBe('next')
})

test('a file of a process that is gone counts for nothing', async () => {
  const file = path.join(folder, 'stale')
  writeFileSync(file, String(spawnSync('true').pid))
  expect(await inTurn(file, async () => 'mine')).toBe('mine')
})

test('a turn that does not come is told with the process that holds it', async () => {
  const file = path.join(folder, 'held')
  writeFileSync(file, String(process.pid))
  await expect(inTurn(file, async () => 'never', 0.1)).rejects.toThrow(`Process ${process.pid} holds ${file}`)
})
