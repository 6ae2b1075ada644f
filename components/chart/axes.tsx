'use client'

import { CartesianGrid, XAxis, YAxis } from 'recharts'
import { axisWord } from './series'
import { writeShort, type Unit } from './unit'

export const X_AXIS = 24
const tick = { fontSize: 12, fill: 'var(--muted)' }

/** Room for the widest word of the y axis. */
export const yWidth = (ticks: readonly number[], unit: Unit, locale: string): number =>
  12 + 7 * Math.max(...ticks.map((one) => writeShort(unit, one, locale).length))

export type AxesProps = {
  points: readonly string[]
  /** Which points get a word. */
  words: readonly number[]
  ticks: readonly number[]
  unit: Unit
  locale: string
  lastWord?: string
  /** Keeps the first and last point of a line off the edges. */
  inset?: number
}

/** Horizontal grid, words below, figures at the left; no axis lines. */
export function Axes({ points, words, ticks, unit, locale, lastWord, inset = 0 }: AxesProps) {
  const word = (_: string, place: number): string => {
    const index = words[place] ?? 0
    return lastWord && index === points.length - 1 ? lastWord : axisWord(points, index, words[place - 1], locale)
  }
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="x"
        height={X_AXIS}
        axisLine={false}
        tickLine={false}
        interval={0}
        ticks={words.map((index) => points[index] ?? '')}
        tickFormatter={word}
        tick={tick}
        padding={{ left: inset, right: inset }}
      />
      <YAxis
        width={yWidth(ticks, unit, locale)}
        axisLine={false}
        tickLine={false}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        ticks={ticks}
        interval={0}
        tickFormatter={(one: number) => writeShort(unit, one, locale)}
        tick={tick}
      />
    </>
  )
}
