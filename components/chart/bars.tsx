'use client'

import { useMemo } from 'react'
import { Bar, BarChart, ReferenceLine, Tooltip } from 'recharts'
import { Axes } from './axes'
import { ChartFrame, Legend, type FrameProps } from './chart-frame'
import { Readout } from './readout'
import { axisTicks, pickLabels, type Value } from './scale'
import { pointName } from './series'
import { useWidth } from './use-width'
import { unitName, writeFull, type Unit } from './unit'

export type BarSeries = { id: string; label: string; color: string; values: readonly Value[] }

export type BarsProps = Omit<FrameProps, 'table' | 'children' | 'legend'> & {
  /** Days or names, in order. */
  points: readonly string[]
  series: readonly BarSeries[]
  unit: Unit
  locale: string
  /** Several series on top of each other: only where they add up. Else side by side. */
  stacked?: boolean
  height?: number
  /** A horizontal line with a word: a cap. */
  limit?: { value: number; label: string }
  sync?: string
  /** Heads the first column of the table: `Day`. */
  what?: string
}

/** The tallest and deepest point of each stack, which is what has to fit. */
function extent(points: readonly string[], series: readonly BarSeries[], stacked: boolean): Value[] {
  if (!stacked) return series.flatMap((one) => [...one.values])
  return points.flatMap((_, i) => {
    const values = series.map((one) => one.values[i] ?? 0)
    const sum = (wanted: (value: number) => boolean) => values.filter(wanted).reduce((a, b) => a + b, 0)
    return [sum((value) => value > 0), sum((value) => value < 0)]
  })
}

/** Upright bars; zero is always on the axis. */
export function Bars(props: BarsProps) {
  const { points, series, unit, locale, stacked = false, height = 200, limit, sync, what = 'Day', ...frame } = props
  const [box, width] = useWidth<HTMLDivElement>()
  const rows = useMemo(
    () =>
      points.map((x, i) => ({ x, ...Object.fromEntries(series.map((one, s) => [`v${s}`, one.values[i] ?? null])) })),
    [points, series],
  )
  const ticks = useMemo(
    () => axisTicks([...extent(points, series, stacked), limit?.value ?? null]),
    [points, series, stacked, limit?.value],
  )
  const words = pickLabels(points.length, points.length <= width / 48 ? points.length : width < 400 ? 4 : 6)
  const named = unitName(unit)
  const table = {
    head: [what, ...series.map((one) => (named ? `${one.label}, ${named}` : one.label))],
    rows: points.map((point, i) => [
      pointName(point, locale),
      ...series.map((one) => writeFull(unit, one.values[i], locale)),
    ]),
  }
  const entries = series.map((one) => ({ label: one.label, color: one.color, shape: 'block' as const }))
  return (
    <ChartFrame {...frame} table={table} legend={series.length > 1 ? <Legend entries={entries} /> : undefined}>
      <div ref={box} className="overflow-hidden" style={{ height }}>
        <BarChart
          width={width}
          height={height}
          data={rows}
          margin={{ top: 20, right: 8, bottom: 0, left: 0 }}
          syncId={sync}
          barCategoryGap="20%"
          barGap={2}
          className="chart"
          stackOffset="sign"
        >
          <Axes {...{ points, words, ticks, unit, locale }} />
          {series.map((one, s) => (
            <Bar
              key={one.id}
              dataKey={`v${s}`}
              stackId={stacked ? 'all' : undefined}
              fill={one.color}
              maxBarSize={48}
              radius={stacked ? 0 : [2, 2, 0, 0]}
              isAnimationActive={false}
            />
          ))}
          {limit ? (
            <ReferenceLine y={limit.value} stroke="var(--text)" label={<LimitWord text={limit.label} />} />
          ) : null}
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--surface)' }}
            content={({ active, label }) => {
              const index = points.indexOf(String(label))
              if (!active || index < 0) return null
              const lines = series.map((one) => ({
                label: one.label,
                value: one.values[index] ?? null,
                color: one.color,
                main: true,
              }))
              return (
                <Readout
                  title={pointName(points[index] ?? '', locale)}
                  lines={lines}
                  unit={unit}
                  locale={locale}
                  total={stacked && series.length > 1}
                />
              )
            }}
          />
        </BarChart>
      </div>
    </ChartFrame>
  )
}

function LimitWord({ text, viewBox }: { text: string; viewBox?: { x?: number; y?: number } }) {
  return (
    <text x={(viewBox?.x ?? 0) + 4} y={(viewBox?.y ?? 0) - 6} fontSize={12} fontWeight={500} fill="var(--text)">
      {text}
    </text>
  )
}
