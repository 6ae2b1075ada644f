import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDraft } from '@/lib/ad/schema'
import { AppError } from '@/lib/core/errors'
import { DraftKeeper, type KeeperWorld } from './keeper'
import type { BuildSave, SaveAnswer, StoredBuild } from './schema'
import { openWith, workOf, type LocalCopy, type Work } from './work'

const SKU = '01930000-0000-7000-8000-0000000000b1'
const AT = '2026-11-21T10:00:00.000Z'
const stored = (over: Partial<StoredBuild> = {}): StoredBuild => ({
  id: '01930000-0000-7000-8000-0000000000b0',
  clientId: '01930000-0000-7000-8000-0000000000b2',
  skuId: SKU,
  name: 'November',
  status: 'draft',
  revision: 1,
  draft: emptyDraft(),
  updatedAt: AT,
  ...over,
})

/** A server with compare-and-set, a browser with timers that are moved by hand, and a network that can be cut. */
function world(start = stored()) {
  const state = {
    server: start,
    copy: null as LocalCopy | null,
    fault: undefined as AppError | undefined,
    saves: 0,
    clock: 0,
  }
  let timers: { at: number; run: () => void }[] = []
  const put = async (save: BuildSave): Promise<SaveAnswer> => {
    if (state.fault) throw state.fault
    state.saves++
    if (save.revision !== state.server.revision) return { ok: false, stored: state.server }
    state.server = { ...state.server, ...workOf(save), revision: save.revision + 1 }
    return { ok: true, revision: state.server.revision, updatedAt: AT }
  }
  const tools: KeeperWorld = {
    put,
    store: (copy) => (state.copy = copy),
    after: (ms, run) => {
      const timer = { at: state.clock + ms, run }
      timers.push(timer)
      return () => (timers = timers.filter((each) => each !== timer))
    },
    now: () => state.clock,
  }
  const pass = async (ms: number) => {
    const end = state.clock + ms
    for (;;) {
      const [next] = timers.toSorted((a, b) => a.at - b.at)
      if (!next || next.at > end) break
      state.clock = next.at
      timers = timers.filter((each) => each !== next)
      next.run()
      for (let i = 0; i < 10; i++) await Promise.resolve()
    }
    state.clock = end
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  const open = (copies: LocalCopy[] = []) => new DraftKeeper(state.server, copies, tools)
  const elsewhere = (edit: (work: Work) => Work) => {
    state.server = { ...state.server, ...edit(workOf(state.server)), revision: state.server.revision + 1 }
  }
  return { state, pass, open, elsewhere }
}

const text =
  (value: string) =>
  (work: Work): Work => ({
    ...work,
    draft: {
      ...work.draft,
      ads: work.draft.ads.map((ad) => ({ ...ad, fields: { ...ad.fields, primaryText: value } })),
    },
  })
const url =
  (value: string) =>
  (work: Work): Work => ({
    ...work,
    draft: { ...work.draft, ads: work.draft.ads.map((ad) => ({ ...ad, fields: { ...ad.fields, url: value } })) },
  })
const shown = (work: Work) => [work.draft.ads[0]?.fields.primaryText, work.draft.ads[0]?.fields.url]

describe('typing', () => {
  test('is sent once after a pause, and stands in the browser until then', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    for (const value of ['C', 'Cr', 'Cru']) {
      keeper.change(text(value))
      await pass(100)
    }
    expect(state.saves).toBe(0)
    expect(state.copy?.mine && shown(state.copy.mine)[0]).toBe('Cru')
    await pass(400)
    expect(state.saves).toBe(1)
    expect(keeper.snapshot()).toMatchObject({ revision: 2, save: { kind: 'saved' } })
    expect(shown(state.server)[0]).toBe('Cru')
    expect(state.copy).toBeNull()
  })
  test('that never pauses is sent within two seconds all the same', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    let sent = ''
    for (let key = 1; key <= 100; key++) {
      keeper.change(text('x'.repeat(key)))
      await pass(100)
      sent = String(shown(state.server)[0])
      expect(key - sent.length).toBeLessThan(20)
    }
    expect(state.saves).toBeLessThan(10)
  })
  test('that is taken back before it is sent leaves the draft saved', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    keeper.change(text('x'))
    keeper.change(text(''))
    await pass(400)
    expect(keeper.snapshot().save).toEqual({ kind: 'saved', at: AT })
    expect([state.saves, state.copy]).toEqual([0, null])
  })
  test('goes on while the network is gone, and arrives when it is back', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    state.fault = new AppError('unavailable', 'gone')
    keeper.change(text('one'))
    await pass(400)
    expect(keeper.snapshot().save.kind).toBe('retrying')
    keeper.change(text('two'))
    await pass(120_000)
    expect(keeper.snapshot().save.kind).toBe('retrying')
    expect(state.copy && shown(state.copy.mine)[0]).toBe('two')
    state.fault = undefined
    keeper.retry()
    await pass(0)
    expect(keeper.snapshot().save.kind).toBe('saved')
    expect(shown(state.server)[0]).toBe('two')
  })
  test('waits for a sign-in after the session has ended', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    state.fault = new AppError('unauthenticated', 'Sign in')
    keeper.change(text('kept'))
    await pass(60_000)
    expect(keeper.snapshot().save.kind).toBe('signed_out')
    state.fault = undefined
    expect(await keeper.flush()).toBe(true)
    expect(shown(state.server)[0]).toBe('kept')
  })
  test('goes on after the session has ended, asks once, and arrives without being told of the sign-in', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    const seen = new Set<string>()
    state.fault = new AppError('unauthenticated', 'Sign in')
    keeper.change(text('k'))
    await pass(400)
    keeper.subscribe(() => seen.add(keeper.snapshot().save.kind))
    for (const value of ['ke', 'kep', 'kept']) {
      keeper.change(text(value))
      await pass(1_000)
    }
    await pass(60_000)
    expect([...seen]).toEqual(['signed_out'])
    expect(state.copy && shown(state.copy.mine)[0]).toBe('kept')
    state.fault = undefined
    await pass(30_000)
    expect(keeper.snapshot().save.kind).toBe('saved')
    expect(shown(state.server)[0]).toBe('kept')
  })
  test('that the server refuses says why, and is tried again with the next change', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    state.fault = new AppError('invalid', 'The name is too long.')
    keeper.change((work) => ({ ...work, name: 'x' }))
    await pass(60_000)
    expect(keeper.snapshot().save).toEqual({ kind: 'refused', message: 'The name is too long.' })
    state.fault = undefined
    keeper.change((work) => ({ ...work, name: 'y' }))
    await pass(400)
    expect(state.server.name).toBe('y')
  })
})

describe('two tabs', () => {
  test('that change different fields both keep theirs', async () => {
    const { state, pass, open, elsewhere } = world()
    const keeper = open()
    keeper.change(text('mine'))
    elsewhere(url('https://example.com'))
    await pass(2_000)
    expect(keeper.snapshot().save.kind).toBe('saved')
    expect(shown(state.server)).toEqual(['mine', 'https://example.com'])
    expect(shown(keeper.snapshot().work)).toEqual(['mine', 'https://example.com'])
  })
  test('that change one field are asked, and nothing is overwritten meanwhile', async () => {
    const { state, pass, open, elsewhere } = world()
    const keeper = open()
    keeper.change((work) => ({ ...text('mine')(work), name: 'My name' }))
    elsewhere((work) => ({ ...text('theirs')(work), name: 'Their name' }))
    await pass(400)
    expect(keeper.snapshot().save.kind).toBe('conflict')
    expect(keeper.snapshot().conflicts.map(({ path }) => path)).toEqual(['$name', 'ads[ad-1].fields.primaryText'])
    keeper.change(url('https://typed.meanwhile'))
    await pass(5_000)
    expect(shown(state.server)[0]).toBe('theirs')
    expect(await keeper.flush()).toBe(false)
    keeper.settle({ $name: 'theirs' })
    await pass(0)
    expect([state.server.name, ...shown(state.server)]).toEqual(['Their name', 'mine', 'https://typed.meanwhile'])
    expect(keeper.snapshot().save.kind).toBe('saved')
  })
  test('show what the other changed when they are looked at again', async () => {
    const { state, pass, open, elsewhere } = world()
    const keeper = open()
    elsewhere(text('theirs'))
    keeper.see(state.server)
    expect(shown(keeper.snapshot().work)[0]).toBe('theirs')
    keeper.change(url('https://mine.example'))
    elsewhere(text('theirs again'))
    keeper.see(state.server)
    expect(shown(keeper.snapshot().work)).toEqual(['theirs again', 'https://mine.example'])
    await pass(2_000)
    expect(shown(state.server)).toEqual(['theirs again', 'https://mine.example'])
    expect(state.copy).toBeNull()
  })
  test('an answer that was lost is no conflict', async () => {
    const { state, pass, open } = world()
    const keeper = open()
    keeper.change(text('mine'))
    state.server = { ...state.server, ...text('mine')(workOf(state.server)), revision: 2 }
    await pass(400)
    expect(keeper.snapshot()).toMatchObject({ revision: 2, save: { kind: 'saved' }, conflicts: [] })
  })
})

describe('opening again', () => {
  test('brings back what was typed before the browser died', async () => {
    const { state, pass, open } = world()
    state.fault = new AppError('unavailable', 'gone')
    const dead = open()
    dead.change(text('before the kill'))
    await pass(300)
    dead.stop()
    state.fault = undefined
    const keeper = open(state.copy ? [state.copy] : [])
    expect(shown(keeper.snapshot().work)[0]).toBe('before the kill')
    await pass(1_000)
    expect(shown(state.server)[0]).toBe('before the kill')
    expect(state.copy).toBeNull()
  })
  test('asks where somebody changed the same field meanwhile, also after another reload', async () => {
    const { state, pass, open, elsewhere } = world()
    state.fault = new AppError('unavailable', 'gone')
    const dead = open()
    dead.change(text('mine'))
    await pass(300)
    dead.stop()
    state.fault = undefined
    elsewhere(text('theirs'))
    const copies = () => (state.copy ? [state.copy] : [])
    open(copies()).stop()
    const keeper = open(copies())
    await pass(10_000)
    expect(keeper.snapshot().save.kind).toBe('conflict')
    expect(shown(state.server)[0]).toBe('theirs')
    keeper.settle({ 'ads[ad-1].fields.primaryText': 'mine' })
    await pass(0)
    expect(shown(state.server)[0]).toBe('mine')
  })
  test('keeps no copy of what arrived although its answer did not', async () => {
    const { state, open, elsewhere } = world()
    const base = workOf(stored())
    const copy: LocalCopy = { revision: 1, base, mine: text('arrived')(base), at: 1 }
    state.copy = copy
    elsewhere(text('arrived'))
    open([copy]).stop()
    expect(state.copy).toBeNull()
  })
  test('drops a copy that says nothing new', () => {
    const base = workOf(stored())
    const opening = openWith(stored({ revision: 5 }), [{ revision: 1, base, mine: base, at: 1 }])
    expect(opening).toMatchObject({ revision: 5, conflicts: [] })
    expect(opening.work).toEqual(base)
  })
  test('joins the copies of several tabs that died', () => {
    const base = workOf(stored())
    const copy = (mine: Work, at: number): LocalCopy => ({ revision: 1, base, mine, at })
    const opening = openWith(stored(), [copy(url('https://b.example')(base), 2), copy(text('a')(base), 1)])
    expect(shown(opening.work)).toEqual(['a', 'https://b.example'])
    expect(opening.conflicts).toEqual([])
  })
})

test('whatever two tabs, the network and reloads do, no text that was typed is lost', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), value: fc.string({ minLength: 1, maxLength: 4 }) }),
    fc.record({ kind: fc.constantFrom('cut' as const, 'heal' as const, 'wait' as const, 'reload' as const) }),
    fc.record({ kind: fc.constant('elsewhere' as const), value: fc.string({ minLength: 1, maxLength: 4 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { state, pass, open, elsewhere } = world()
      let keeper = open()
      let typed: string | undefined
      for (const each of steps) {
        if (each.kind === 'type') keeper.change(text((typed = `mine ${each.value}`)))
        if (each.kind === 'elsewhere') elsewhere(text(`theirs ${each.value}`))
        if (each.kind === 'cut') state.fault = new AppError('unavailable', 'gone')
        if (each.kind === 'heal') state.fault = undefined
        await pass(300)
        if (each.kind === 'wait') await pass(60_000)
        if (each.kind === 'reload') {
          keeper.stop()
          keeper = open(state.copy ? [state.copy] : [])
        }
      }
      state.fault = undefined
      keeper.retry()
      await pass(120_000)
      const { work, conflicts } = keeper.snapshot()
      const found = [shown(work)[0], ...conflicts.flatMap(({ mine, theirs }) => [mine, theirs]), shown(state.server)[0]]
      const wasReplaced =
        typeof shown(state.server)[0] === 'string' && String(shown(state.server)[0]).startsWith('theirs')
      expect(typed === undefined || found.includes(typed) || (wasReplaced && conflicts.length === 0)).toBe(true)
    }),
    { numRuns: 200 },
  )
})
