import { markerFor, withMarker, withoutMarker } from '@/lib/ad/marker'
import { goesTo, type AdDraft } from '@/lib/ad/schema'
import type { CampaignSpec } from '@/lib/ad/spec'

/*
 * What a draft makes at a platform is known by what it is in the draft (account, audience, ad), never by its place in a
 * list: a launch after edits must find what an earlier one has made. The key is the marker at the end of the name.
 */

/** Which content of an ad is meant, by `adId`; 1 until a platform has kept content that was edited afterwards. */
export type AdVersions = ReadonlyMap<string, number>

export const adId = (adAccountId: string, unitKey: string, adKey: string): string =>
  `${adAccountId}/${unitKey}/${adKey}`

/** One entity of a spec and what it is in the draft. */
export type Origin = { adAccountId: string; unitKey: string | null; adKey: string | null; version: number }
export type Keyed = { spec: CampaignSpec; origins: Map<string, Origin> }

const codeOf = (marker: string): string => marker.slice('[pl:'.length, -1)

/** The specs with lasting keys and markers, and for each key what it stands for. */
export function keyed(specs: readonly CampaignSpec[], draft: AdDraft, buildId: string, versions: AdVersions): Keyed[] {
  return specs.map((spec) => {
    const { platform, id } = spec.account
    const origins = new Map<string, Origin>()
    const named = (name: string, path: string, origin: Origin) => {
      const marker = markerFor(buildId, path)
      const key = codeOf(marker)
      origins.set(key, origin)
      return { key, name: withMarker(platform, withoutMarker(name), marker) }
    }
    const own = { adAccountId: id, unitKey: null, adKey: null, version: 1 }
    const going = draft.ads.filter((ad) => goesTo(ad, platform))
    const units = spec.units.map((unit, u) => {
      const unitKey = draft.units[u]?.key ?? unit.key
      const ads = unit.ads.map((ad, a) => {
        const adKey = going[a]?.key ?? ad.key
        const path = adId(id, unitKey, adKey)
        const version = versions.get(path) ?? 1
        const origin = { adAccountId: id, unitKey, adKey, version }
        return { ...ad, ...named(ad.name, version === 1 ? path : `${path}/v${version}`, origin) }
      })
      return { ...unit, ...named(unit.name, `${id}/${unitKey}`, { ...own, unitKey }), ads }
    })
    return { spec: { ...spec, ...named(spec.name, id, own), units }, origins }
  })
}
