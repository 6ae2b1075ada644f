/** A calendar date, `2026-11-20`. It has no zone; the budget, account or client beside it names one. */
export type Day = string & { readonly day: unique symbol }

const MS = 86_400_000
const shape = /^\d{4}-\d{2}-\d{2}$/

/** True for a date that exists: not for 2026-02-30 or 2026-13-01. */
export const isDay = (text: string): text is Day =>
  shape.test(text) && !Number.isNaN(utc(text).getTime()) && utc(text).toISOString().startsWith(text)

export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`"${text}" is not a date. Write it like 2026-11-20.`)
  return text
}

const utc = (text: string): Date => new Date(`${text}T00:00:00Z`)
const of = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day

export const addDays = (d: Day, n: number): Day => of(utc(d).getTime() + n * MS)

/** Whole days from `a` to `b`: 1 from the 20th to the 21st. */
export const daysBetween = (a: Day, b: Day): number => Math.round((utc(b).getTime() - utc(a).getTime()) / MS)

/** Every day from `first` to `last`, both included; empty when `last` is earlier. */
export function eachDay(first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let d = first; d <= last; d = addDays(d, 1)) days.push(d)
  return days
}

/** 1 = Monday to 7 = Sunday. */
export const weekday = (d: Day): number => utc(d).getUTCDay() || 7

export const firstOfMonth = (d: Day): Day => `${d.slice(0, 7)}-01` as Day
export const lastOfMonth = (d: Day): Day => addDays(firstOfMonth(addDays(firstOfMonth(d), 32)), -1)
export const daysInMonth = (d: Day): number => Number(lastOfMonth(d).slice(8))

/** The `Day` of a database date column, which arrives as a Date at UTC midnight. */
export const dayOf = (date: Date): Day => of(date.getTime())
export const dateOf = (d: Day): Date => utc(d)
