/** A colour of the categorical palette, as the CSS variable that holds it. */
export type SeriesColor = `var(--chart-${1 | 2 | 3 | 4 | 5 | 6})`

const PALETTE = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)'] as const

/** Stone: "other", "baseline", and whatever finds no hue of its own. */
export const STONE: SeriesColor = 'var(--chart-6)'

/** The platforms keep one colour in every chart of every agency. */
const FIXED: Record<string, SeriesColor> = {
  google_ads: 'var(--chart-1)',
  meta_ads: 'var(--chart-2)',
  tiktok_ads: 'var(--chart-3)',
  linkedin_ads: 'var(--chart-4)',
  other: STONE,
  baseline: STONE,
}

/** FNV-1a: the same id gives the same number on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0
  return value
}

const wanted = (id: string): SeriesColor => FIXED[id] ?? PALETTE[hash(id) % PALETTE.length] ?? STONE

/**
 * Colours by thing, not by rank. Pass every thing that the charts of this client can show, drawn or not:
 * then a series keeps its colour when its neighbours come and go. Past five hues the rest is stone.
 */
export function seriesColors(ids: readonly string[]): Map<string, SeriesColor> {
  const colors = new Map<string, SeriesColor>()
  const taken = new Set<SeriesColor>()
  const give = (id: string, color: SeriesColor) => {
    colors.set(id, color)
    if (color !== STONE) taken.add(color)
  }
  const sorted = [...new Set(ids)].sort()
  for (const id of sorted) if (FIXED[id]) give(id, FIXED[id])
  const open = sorted.filter((id) => !colors.has(id))
  for (const id of open) if (!taken.has(wanted(id))) give(id, wanted(id))
  for (const id of open) if (!colors.has(id)) give(id, PALETTE.find((color) => !taken.has(color)) ?? STONE)
  return colors
}

/** The colour of one thing without its neighbours; two things may then share one. */
export const seriesColor = (id: string): SeriesColor => wanted(id)
