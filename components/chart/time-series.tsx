'use client'

import { useMemo } from 'react'
import { Area, ComposedChart, Line, ReferenceLine, Tooltip } from 'recharts'
import { Axes, X_AXIS, yWidth } from './axes'
import { ChartFrame, Legend, type FrameProps, type LegendEntry } from './chart-frame'
import { EndLabels, labelRoom, NARROW } from './end-labels'
import { axisTicks, pickLabels } from './scale'
import { allValues, isLate, markLevels, pointName, toRows, type Mark, type Series } from './series'
import { Readout } from './readout'
import { useWidth } from './use-width'
import { unitName, writeFull, type Unit } from './unit'

export type TimeSeriesProps = Omit<FrameProps, 'table' | 'children' | 'legend'> & {
  /** Days (`2026-11-20`) or other words, in order. */
  points: readonly string[]
  series: readonly Series[]
  unit: Unit
  locale: string
  marks?: readonly Mark[]
  /** Stands for the last word of the x axis: `Today`. */
  lastWord?: string
  height?: number
  /** False lets the axis leave out zero where the values keep far from it. */
  zero?: boolean
  /** Charts with the same name share the cursor. */
  sync?: string
  /** The tooltip adds the series up; only where they add up. */
  total?: boolean
}

/** Lines over time. Late days are drawn, not hidden: hollow dots, a dashed expectation and its band. */
export function TimeSeries(props: TimeSeriesProps) {
  const { points, series, unit, locale, marks = [], height = 240, zero, sync, lastWord, total, ...frame } = props
  const [box, width] = useWidth<HTMLDivElement>()
  const rows = useMemo(() => toRows(points, series), [points, series])
  const ticks = useMemo(() => axisTicks(allValues(series), { zero }), [series, zero])
  const room = width < 400 ? NARROW : labelRoom(series)
  const levels = markLevels(points, marks, width - yWidth(ticks, unit, locale) - room)
  const top = 12 + (marks.length > 0 ? 16 * (Math.max(...levels) + 1) : 0)
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const words = pickLabels(points.length, width < 400 ? 4 : 6)
  const inside = { top, bottom: height - X_AXIS, low, high }
  return (
    <ChartFrame {...frame} legend={legend(series, room > NARROW)} table={tableOf(props)}>
      <div ref={box} className="relative overflow-hidden" style={{ height }}>
        <ComposedChart
          width={width}
          height={height}
          data={rows}
          margin={{ top, right: room, bottom: 0, left: 0 }}
          syncId={sync}
          className="chart"
        >
          <Axes {...{ points, words, ticks, unit, locale, lastWord }} inset={8} />
          {marks.map((mark, i) => (
            <ReferenceLine
              key={mark.at + mark.label}
              x={mark.at}
              stroke="var(--control)"
              label={<MarkWord text={mark.label} level={levels[i] ?? 0} top={top} late={isLate(points, mark)} />}
            />
          ))}
          {series.map((one, s) => drawn(one, s))}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--control)', strokeWidth: 1 }}
            content={({ active, label }) => {
              const index = points.indexOf(String(label))
              return active && index >= 0 ? (
                <Readout
                  title={pointName(points[index] ?? '', locale)}
                  lines={readout(series, index)}
                  {...{ unit, locale, total }}
                />
              ) : null
            }}
          />
        </ComposedChart>
        {room > NARROW ? <EndLabels series={series} room={room} inside={inside} /> : null}
      </div>
    </ChartFrame>
  )
}

/** Recharts wants its parts as direct children, so this answers a list and is no component. */
function drawn(one: Series, s: number) {
  const still = { isAnimationActive: false, type: 'linear' as const, stroke: one.color }
  const quiet = { dot: false, activeDot: false as const, ...still }
  return [
    one.low ? (
      <Area
        key={`b${s}`}
        dataKey={`band${s}`}
        {...quiet}
        stroke="none"
        fill={one.color}
        fillOpacity={0.16}
        connectNulls={false}
      />
    ) : null,
    one.compare ? (
      <Line
        key={`c${s}`}
        dataKey={`compare${s}`}
        {...quiet}
        strokeWidth={1.5}
        strokeDasharray="4 3"
        strokeOpacity={0.5}
      />
    ) : null,
    one.expected ? (
      <Line key={`e${s}`} dataKey={`expected${s}`} {...quiet} strokeWidth={1.5} strokeDasharray="4 3" />
    ) : null,
    <Line
      key={`v${s}`}
      dataKey={`value${s}`}
      {...still}
      strokeWidth={2}
      strokeDasharray={one.dashed ? '5 4' : undefined}
      dot={false}
      activeDot={{ r: 3.5, strokeWidth: 2, stroke: 'var(--background)', fill: one.color }}
    />,
    one.seen ? (
      <Line
        key={`n${s}`}
        dataKey={`seen${s}`}
        {...still}
        stroke="none"
        activeDot={false}
        dot={{ r: 3, stroke: one.color, strokeWidth: 1.5, fill: 'var(--background)', strokeDasharray: undefined }}
      />
    ) : null,
  ]
}

type WordProps = { text: string; level: number; top: number; late: boolean; viewBox?: { x?: number } }

function MarkWord({ text, level, top, late, viewBox }: WordProps) {
  const x = viewBox?.x ?? 0
  return (
    <text
      x={late ? x - 6 : x + 6}
      y={top - 4 - 16 * level}
      textAnchor={late ? 'end' : 'start'}
      fontSize={12}
      fontWeight={500}
      fill="var(--text)"
    >
      {text}
    </text>
  )
}

function legend(series: readonly Series[], named: boolean) {
  const entries = series.flatMap((one): LegendEntry[] => [
    { label: one.label, color: one.color, shape: one.dashed ? 'dashed' : 'line' },
    ...(one.compare ? [{ label: one.compareLabel ?? 'Before', color: one.color, shape: 'dashed' } as const] : []),
    ...(one.seen ? [{ label: 'Seen so far', color: one.color, shape: 'dot' } as const] : []),
    ...(one.low ? [{ label: 'Expected when complete, 80 % interval', color: one.color, shape: 'band' } as const] : []),
  ])
  // One plain line is named by the title, and plain lines with their names at their ends need no legend either.
  const plain = entries.length === series.length
  return entries.length > 1 && !(plain && named) ? <Legend entries={entries} /> : undefined
}

function readout(series: readonly Series[], index: number) {
  return series.flatMap((one) => {
    const expected = one.values[index] === null || one.values[index] === undefined ? one.expected?.[index] : undefined
    const value = one.values[index] ?? one.seen?.[index] ?? null
    const late = one.values[index] === null && one.seen?.[index] !== null && one.seen?.[index] !== undefined
    return [
      { label: late ? `${one.label}, so far` : one.label, value, color: one.color, main: true },
      ...(expected === undefined || expected === null
        ? []
        : [
            {
              label: 'Expected',
              value: expected,
              low: one.low?.[index],
              high: one.high?.[index],
              color: one.color,
              dashed: true,
            },
          ]),
      ...(one.compare
        ? [{ label: one.compareLabel ?? 'Before', value: one.compare[index] ?? null, color: one.color, dashed: true }]
        : []),
    ]
  })
}

function tableOf({ points, series, unit, locale }: TimeSeriesProps) {
  const named = unitName(unit)
  const columns = series.flatMap((one) => [
    { name: one.label, list: one.values.map((value, i) => value ?? one.seen?.[i] ?? null) },
    ...(one.expected ? [{ name: `${one.label}, expected`, list: one.expected }] : []),
    ...(one.compare ? [{ name: one.compareLabel ?? `${one.label}, before`, list: one.compare }] : []),
  ])
  return {
    head: ['Day', ...columns.map((column) => (named ? `${column.name}, ${named}` : column.name))],
    rows: points.map((point, i) => [
      pointName(point, locale),
      ...columns.map((column) => writeFull(unit, column.list[i], locale)),
    ]),
  }
}
