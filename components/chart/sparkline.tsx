import { cn } from '@/lib/core/cn'

type Point = { x: number; y: number }

/** Points of a line inside a box; missing values break it. Zero is not forced: a sparkline shows shape, not size. */
export function sparkPaths(
  values: readonly (number | null)[],
  width: number,
  height: number,
): { d: string; end?: Point } {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value))
  if (known.length === 0) return { d: '' }
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  const step = values.length > 1 ? (width - 4) / (values.length - 1) : 0
  let d = ''
  let pen = false
  let end: Point | undefined
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      pen = false
      return
    }
    const x = 2 + index * step
    const y = span === 0 ? height / 2 : 2 + (1 - (value - low) / span) * (height - 4)
    d += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    pen = true
    end = { x, y }
  })
  return { d, end }
}

export type SparklineProps = {
  values: readonly (number | null)[]
  /** What it shows, in words: `Spend by day, rising`. */
  label: string
  width?: number
  height?: number
  /** `active` draws it in the colour of the selected thing. */
  active?: boolean
  className?: string
}

/** A tiny line with a dot at its end. */
export function Sparkline({ values, label, width = 80, height = 24, active, className }: SparklineProps) {
  const { d, end } = sparkPaths(values, width, height)
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={cn('inline-block shrink-0 align-middle', active ? 'text-primary' : 'text-control', className)}
    >
      <path d={d} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      {end ? <circle cx={end.x} cy={end.y} r="1.75" fill="currentColor" /> : null}
    </svg>
  )
}
