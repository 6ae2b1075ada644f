import type { Media } from '@/lib/ad/schema'

/** Whose story: the two differ in name, button and type. */
export type StorySurface = 'instagram' | 'facebook'

/** Who advertises, as the platforms name them. */
export type Identity = {
  /** Name of the Facebook page. */
  name: string
  /** Instagram handle, with or without @. Absent: derived from the page's name. */
  handle?: string
  /** Business name that Google shows for a verified advertiser. Absent: the domain and a globe. */
  businessName?: string
  logoUrl?: string | null
}

/** Where the picture of a media item is served. Keep the function stable: previews are memoised on it. */
export type MediaUrl = (media: Media) => string
