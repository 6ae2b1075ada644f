import { chromium, type BrowserContext, type Page } from '@playwright/test'
import type { Client } from './http'
import type { Crowd } from './page'
import { type BenchRow, percentile } from './row'

const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A browser with the session of the client; ended when `use` ends. */
export async function withBrowser<T>(
  executablePath: string,
  http: Client,
  use: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: ARGS })
  try {
    const context = await browser.newContext({ baseURL: http.origin, viewport: { width: 1440, height: 900 } })
    // The loader names functions by a helper that the page does not have.
    await context.addInitScript({ content: 'globalThis.__name ??= (named) => named' })
    await context.addCookies(
      http.cookie.split('; ').map((pair) => {
        const at = pair.indexOf('=')
        return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)), url: http.origin }
      }),
    )
    return await use(context)
  } finally {
    await browser.close()
  }
}

/**
 * Milliseconds that the page's main thread worked while something ran: its own processor time, which other programs
 * on the machine do not lengthen.
 */
export async function mainThread(page: Page, run: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
  const before = await worked()
  await run()
  const after = await worked()
  await session.detach()
  return after - before
}

/** Milliseconds from the navigation's start to the frame after the first campaign's row is there. */
async function firstRow(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage()
  try {
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('tr[data-index="0"]')) requestAnimationFrame(() => performance.mark('first-row'))
        else requestAnimationFrame(look)
      }
      look()
    })
    await page.goto(path, { waitUntil: 'commit' })
    await page.waitForFunction(() => performance.getEntriesByName('first-row').length > 0, undefined, {
      timeout: 60_000,
    })
    return await page.evaluate(() => performance.getEntriesByName('first-row')[0]?.startTime ?? Number.NaN)
  } finally {
    await page.close()
  }
}

type Scrolled = { frames: number; long: number; longest: number; rows: number; idleLong: number }

/** Scrolls the table to its end, some rows a frame, while it reads page after page; counts frames over 50 ms. */
async function scrollAll(page: Page, count: number): Promise<Scrolled> {
  return page.evaluate(async (rows) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const gaps = async (until: (n: number) => boolean, step: () => void) => {
      const found: number[] = []
      for (let last = await frame(), n = 0; !until(n); n++) {
        step()
        const now = await frame()
        found.push(now - last)
        last = now
      }
      return found
    }
    const long = (all: number[]) => all.filter((gap) => gap > 50).length
    const idle = await gaps(
      (n) => n >= 120,
      () => undefined,
    )
    let box = document.querySelector('tr[data-index="0"]')?.parentElement ?? null
    while (box && !(box.scrollHeight > box.clientHeight + 10 && /auto|scroll/.test(getComputedStyle(box).overflowY)))
      box = box.parentElement
    if (!box) throw new Error('The table has no scroller.')
    const scroller = box
    const seen = () =>
      Math.max(...[...document.querySelectorAll('tr[data-index]')].map((row) => Number(row.getAttribute('data-index'))))
    const end = performance.now() + 120_000
    const all = await gaps(
      (n) => performance.now() > end || (n % 20 === 0 && seen() >= rows - 1),
      () => (scroller.scrollTop += 400),
    )
    return { frames: all.length, long: long(all), longest: Math.max(...all), rows: seen() + 1, idleLong: long(idle) }
  }, count)
}

/** What a person sees of a large client: the first row, and scrolling through all of them. */
export async function benchBrowser(executablePath: string, of: Crowd, rounds: number): Promise<BenchRow[]> {
  const path = `/${of.agency}/${of.client}/overview`
  return withBrowser(executablePath, of.http, async (context) => {
    const first: number[] = []
    for (let i = 0; i <= rounds; i++) first.push(await firstRow(context, path))
    const [cold = Number.NaN, ...warm] = first
    const page = await context.newPage()
    await page.goto(path)
    await page.locator('tr[data-index="0"]').waitFor()
    const { frames, long, longest, rows, idleLong } = await scrollAll(page, of.count)
    const many = rows.toLocaleString('en-GB')
    return [
      { what: 'first campaign row visible, p95', value: percentile(warm, 0.95), unit: 'ms', target: { most: 1000 } },
      { what: 'the same in a browser that has nothing stored', value: cold, unit: 'ms', target: { most: 1000 } },
      {
        what: `scrolling to row ${many}: frames over 50 ms of ${frames}`,
        value: long,
        unit: 'frames',
        baseline: { what: 'of 120 idle frames', value: idleLong },
      },
      { what: 'scrolling: the longest frame', value: longest, unit: 'ms' },
    ]
  })
}
