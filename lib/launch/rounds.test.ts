import { expect, test } from 'vitest'
import { runChains, runRounds } from './rounds'

/** A launch that becomes ready in rounds of so many writes. */
function launch(...rounds: number[]) {
  const left = [...rounds]
  const log: string[] = []
  const next = async (round: number) => {
    log.push(`next ${round}`)
    return Array.from({ length: left.shift() ?? 0 }, (_, i) => i)
  }
  const write = async (one: number, round: number) => void log.push(`write ${one} ${round}`)
  return { log, run: () => runRounds(next, write) }
}

test('writes round after round until nothing is ready', async () => {
  const { log, run } = launch(2, 1)
  expect(await run()).toBe(true)
  expect(log).toEqual(['next 1', 'write 0 1', 'write 1 1', 'next 2', 'write 0 2', 'next 3'])
})

test('a launch of 1,500 writes is left to further runs before a server would stop it, and nothing is skipped', async () => {
  const { log, run } = launch(...Array<number>(1500).fill(1))
  let runs = 1
  for (; !(await run()); runs++) expect(log.length).toBeLessThan(runs * 500)
  expect(runs).toBeGreaterThan(3)
  expect(log.filter((line) => line.startsWith('write'))).toHaveLength(1500)
})

test('accounts do not wait for each other, and share the steps of one run', async () => {
  const log: string[] = []
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => (release = resolve))
  const left = new Map([
    ['slow', 1],
    ['quick', 3],
  ])
  const next = async (account: string) => {
    const n = left.get(account) ?? 0
    left.set(account, n - 1)
    return n > 0 ? [`${account} ${n}`] : []
  }
  const write = async (one: string) => {
    if (one.startsWith('slow')) await held
    log.push(one)
    if (one === 'quick 1') release()
  }
  expect(await runChains(['slow', 'quick'], next, write)).toBe(true)
  expect(log).toEqual(['quick 3', 'quick 2', 'quick 1', 'slow 1'])

  let steps = 0
  const endless = async () => [(steps += 1)]
  expect(await runChains(['a', 'b', 'c', 'd'], endless, async () => (steps += 1))).toBe(false)
  expect(steps).toBeLessThan(420)
})
