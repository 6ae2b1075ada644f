import type { Where } from '@/lib/ad/edit'
import { fieldsFor, type Ad, type AdFields } from '@/lib/ad/schema'

/** Which ad's fields an editor writes: the universal ones, or a platform's version. */
export type AdPlace = { ad: Ad; adIndex: number; where: Where }

export const placePath = ({ adIndex, where }: AdPlace, field: string): string =>
  where === 'universal' ? `ads.${adIndex}.fields.${field}` : `ads.${adIndex}.overrides.${where}.${field}`

export const placeFields = ({ ad, where }: AdPlace): AdFields =>
  where === 'universal' ? ad.fields : fieldsFor(ad, where)
