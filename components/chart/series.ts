import { isDay } from '@/lib/core/day'
import { date } from '@/lib/core/format'
import { lastKnown, type Value } from './scale'

/** One line. All lists run along the same points. Money in micros. */
export type Series = {
  id: string
  label: string
  /** From `lib/report/series-color`, or a token such as `var(--chart-1)`. */
  color: string
  /** Drawn solid, up to the last complete day; null after it and where nothing is known. */
  values: readonly Value[]
  /** The same thing in the period before, by weekday; dashed at half strength. */
  compare?: readonly Value[]
  compareLabel?: string
  /** What is reported so far of days that still fill in: hollow dots. */
  seen?: readonly Value[]
  /** What those days, or the days to come, are expected to be: dashed. */
  expected?: readonly Value[]
  /** The 80 % interval around `expected`. */
  low?: readonly Value[]
  high?: readonly Value[]
  /** The whole line dashed: a plan, a cap. */
  dashed?: boolean
}

/** A thin vertical line with a word: a budget change, a promotion, an outage. */
export type Mark = { at: string; label: string }

export type Row = { x: string; band?: [number, number] } & Record<string, string | Value | [number, number] | undefined>

const at = (list: readonly Value[] | undefined, index: number): Value => {
  const value = list?.[index]
  return value === undefined || value === null || !Number.isFinite(value) ? null : value
}

/** The last solid point carries the expectation on, so that the dashed line and the band begin at the line's end. */
function joined(series: Series, list: readonly Value[] | undefined): readonly Value[] | undefined {
  const end = lastKnown(series.values)
  if (!list || !end || at(list, end.index) !== null || at(list, end.index + 1) === null) return list
  return list.map((value, index) => (index === end.index ? end.value : value))
}

/** One row a point, with a key for each mark that is drawn. */
export function toRows(points: readonly string[], series: readonly Series[]): Row[] {
  const ready = series.map((one) => ({
    ...one,
    expected: joined(one, one.expected),
    low: joined(one, one.low),
    high: joined(one, one.high),
  }))
  return points.map((x, index) => {
    const row: Row = { x }
    ready.forEach((one, s) => {
      row[`value${s}`] = at(one.values, index)
      row[`compare${s}`] = at(one.compare, index)
      row[`seen${s}`] = at(one.seen, index)
      row[`expected${s}`] = at(one.expected, index)
      const [low, high] = [at(one.low, index), at(one.high, index)]
      row[`band${s}`] = low === null || high === null ? undefined : [low, high]
    })
    return row
  })
}

/** Everything that has to fit on the y axis. */
export const allValues = (series: readonly Series[]): Value[] =>
  series.flatMap((one) =>
    [one.values, one.compare, one.seen, one.expected, one.low, one.high].flatMap((list) => list ?? []),
  )

/** A word for each point of the x axis: the month at the first and where it changes, else the day alone. */
export function axisWord(points: readonly string[], index: number, before: number | undefined, locale: string): string {
  const point = points[index] ?? ''
  if (!isDay(point)) return point
  const last = before === undefined ? undefined : points[before]
  return last?.slice(0, 7) === point.slice(0, 7) ? String(Number(point.slice(8))) : date(point, locale)
}

export const pointName = (point: string, locale: string): string =>
  isDay(point) ? date(point, locale, { weekday: true }) : point

/** Which row of words a mark takes in a plot of `width` pixels, so that near neighbours do not write over each other. */
export function markLevels(points: readonly string[], marks: readonly Mark[], width: number): number[] {
  const ends: number[] = []
  const place = (mark: Mark) => (points.indexOf(mark.at) / Math.max(1, points.length - 1)) * width
  const words = marks.map((mark, i) => {
    const length = 16 + mark.label.length * 6.5
    const x = place(mark)
    return { i, from: isLate(points, mark) ? x - length : x, length }
  })
  const levels = marks.map(() => 0)
  for (const { i, from, length } of words.sort((a, b) => a.from - b.from)) {
    let level = ends.findIndex((end) => end <= from)
    if (level < 0) level = ends.length
    ends[level] = from + length
    levels[i] = level
  }
  return levels
}

/** In the last quarter the word of a mark stands at its left, or it would leave the chart. */
export const isLate = (points: readonly string[], mark: Mark): boolean => points.indexOf(mark.at) > points.length * 0.75
