/** Google's fixed age ranges; `max` null is "and over". Nobody under 18 can be targeted. */
export const GOOGLE_AGES = [
  { key: 'AGE_RANGE_18_24', min: 18, max: 24 },
  { key: 'AGE_RANGE_25_34', min: 25, max: 34 },
  { key: 'AGE_RANGE_35_44', min: 35, max: 44 },
  { key: 'AGE_RANGE_45_54', min: 45, max: 54 },
  { key: 'AGE_RANGE_55_64', min: 55, max: 64 },
  { key: 'AGE_RANGE_65_UP', min: 65, max: null },
] as const
export type GoogleAge = (typeof GOOGLE_AGES)[number]

/** 65 stands for "65 and over", at both platforms. */
export const AGE_MIN = 13
export const AGE_MAX = 65

/**
 * What an age range becomes at Google: every fixed range that it touches, so never fewer people than asked for.
 * `min` and `max` are the resulting ages (65 is "and over"); undefined when the range lies under 18.
 */
export function googleAges(min: number, max: number): { ranges: GoogleAge[]; min: number; max: number } | undefined {
  const ranges = GOOGLE_AGES.filter((range) => min <= (range.max ?? Infinity) && max >= range.min)
  const first = ranges[0]
  const last = ranges.at(-1)
  return first && last ? { ranges, min: first.min, max: last.max ?? AGE_MAX } : undefined
}

/** "18 to 54", "25 and over". */
export const ageLabel = (min: number, max: number): string => {
  if (max >= AGE_MAX) return `${min} and over`
  return min === max ? String(min) : `${min} to ${max}`
}
