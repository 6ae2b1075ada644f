import type { Page } from '@playwright/test'
import { hashPassword } from '@/lib/member/password.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { readyLaunch } from '../prove/ready-launch'
import { mainThread, withBrowser } from './browser'
import { signIn } from './http'
import { type BenchRow, percentile } from './row'

const PASSWORD = 'a long enough password'
const TEXT = 'Crisp chips made from three potatoes and a pinch of salt'

type Measured = { drawn: number[]; painted: number[]; missing: number }
type Typed = Measured & { workedMs: number }

/**
 * Counts from the key event's own time stamp, so the wait in the browser's queue is in it, to the preview that holds
 * the text (`drawn`) and to the frame after it (`painted`).
 */
async function watch(page: Page, field: string): Promise<void> {
  await page.evaluate((id) => {
    const input = document.getElementById(id)
    const preview = document.querySelector('[role="tabpanel"][aria-label="Preview of the ad"]')
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) || !preview)
      throw new Error('The field or the preview is not there.')
    const state = { drawn: [] as number[], painted: [] as number[], missing: 0 }
    Object.assign(window, { keystrokes: state })
    let pressed: number | undefined
    input.addEventListener(
      'keydown',
      (event) => {
        if (pressed !== undefined) state.missing++
        pressed = event.timeStamp
      },
      { capture: true },
    )
    const look = () => {
      const text = input.value.trim()
      if (pressed === undefined || text === '' || !preview.textContent?.includes(text)) return
      const from = pressed
      pressed = undefined
      state.drawn.push(performance.now() - from)
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => state.painted.push(performance.now() - from)
        channel.port2.postMessage(null)
      })
    }
    new MutationObserver(look).observe(preview, { subtree: true, childList: true, characterData: true })
  }, field)
}

async function typed(page: Page, field: string): Promise<Typed> {
  await page.locator(`[id="${field}"]`).fill('')
  await watch(page, field)
  await page.locator(`[id="${field}"]`).focus()
  const workedMs = await mainThread(page, async () => {
    // A space at the end changes no preview, so words are typed without them.
    for (const letter of TEXT.replaceAll(' ', '')) await page.keyboard.type(letter, { delay: 40 })
    await page.waitForTimeout(500)
  })
  const measured = await page.evaluate(() => (window as unknown as { keystrokes: Measured }).keystrokes)
  return { ...measured, workedMs: workedMs / measured.drawn.length }
}

/** Milliseconds of an input that shows its own text in a bare page: what the browser and the machine cost alone. */
async function bareInput(page: Page): Promise<Typed> {
  await page.goto('about:blank')
  await page.setContent(`<textarea id="bare"></textarea><div role="tabpanel" aria-label="Preview of the ad"></div>
    <script>bare.addEventListener('input', () => (document.querySelector('div').textContent = bare.value))</script>`)
  return typed(page, 'bare')
}

/** Keystroke to preview in the real builder, with both platforms' placements side by side. */
export async function benchPreview(executablePath: string, origin: string): Promise<BenchRow[]> {
  const { agencyId, clientId, buildId, scope } = await readyLaunch(`bench-${newId().slice(-8)}@example.test`)
  const [home, own, user] = await Promise.all([
    unsafeDb().agency.findUniqueOrThrow({ where: { id: agencyId } }),
    unsafeDb().client.findUniqueOrThrow({ where: { id: clientId } }),
    unsafeDb().user.update({
      where: { id: scope.actor.id ?? '' },
      data: { passwordHash: await hashPassword(PASSWORD) },
    }),
  ])
  const http = await signIn(origin, user.email, PASSWORD)
  return withBrowser(executablePath, http, async (context) => {
    const page = await context.newPage()
    const bare = await bareInput(page)
    await page.goto(`/${home.slug}/${own.slug}/ads/${buildId}?step=creative`)
    await page.getByRole('tabpanel', { name: 'Preview of the ad' }).waitFor()
    const field = await page
      .getByRole('region', { name: 'Headlines' })
      .first()
      .getByRole('textbox')
      .first()
      .getAttribute('id')
    const { drawn, painted, missing, workedMs } = await typed(page, field ?? '')
    if (painted.length < 20) throw new Error(`Only ${painted.length} of ${TEXT.length} keystrokes reached the preview.`)
    const against = (value: number) => ({ what: 'a bare text box', value })
    return [
      {
        what: `keystroke to preview in the ad builder, in the page, p95 of ${drawn.length}`,
        value: percentile(drawn, 0.95),
        unit: 'ms',
        target: { most: 50 },
      },
      {
        what: 'keystroke to preview, until the frame after it, p95',
        value: percentile(painted, 0.95),
        unit: 'ms',
        target: { most: 50 },
        baseline: against(percentile(bare.painted, 0.95)),
      },
      {
        what: 'keystroke: processor time of the main thread, mean',
        value: workedMs,
        unit: 'ms',
        target: { most: 50 },
        baseline: against(bare.workedMs),
      },
      { what: 'keystrokes overtaken by the next one', value: missing, unit: 'keys', target: { most: 1 } },
    ]
  })
}
