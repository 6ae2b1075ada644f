import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { platformsOf } from '@/lib/ad/issue'
import { fieldsFor, goesTo, type AdDraft } from '@/lib/ad/schema'
import { requireBuild } from '@/lib/build/data.server'
import { throttle } from '@/lib/server/rate-limit.server'
import { checkLanding, type Landing } from './landing.server'

export type LandingOf = { url: string; landing: Landing }

/** Pages that one draft may have looked at in one go. */
const MOST_PAGES = 10

const urlsOf = (draft: AdDraft): string[] => [
  ...new Set(
    draft.ads.flatMap((ad) =>
      platformsOf(draft).flatMap((platform) => (goesTo(ad, platform) ? [fieldsFor(ad, platform).url.trim()] : [])),
    ),
  ),
]

/** With a parameter of ours, to see whether it survives: the real ones are added at the launch. */
function probe(url: string): string {
  if (!URL.canParse(url)) return url
  const address = new URL(url)
  if (![...address.searchParams.keys()].some((key) => key.startsWith('utm_')))
    address.searchParams.set('utm_source', 'paceline-check')
  return address.href
}

/** Asks for each landing page of a draft. Throws `not_found`, and `limit` when it is asked too often. */
export async function checkLandings(scope: Scope, buildId: string): Promise<LandingOf[]> {
  const { draft } = await requireBuild(scope, buildId)
  await throttle('landing', `${scope.agencyId}:${scope.actor.id ?? scope.actor.name}`, { points: 30, seconds: 60 })
  const urls = urlsOf(draft).filter(Boolean).slice(0, MOST_PAGES)
  return Promise.all(urls.map(async (url) => ({ url, landing: await checkLanding(probe(url)) })))
}
