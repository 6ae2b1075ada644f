/** One line of the bench's table. A target is a limit: at most, or at least. */
export type BenchRow = {
  what: string
  value: number
  unit: string
  target?: { most: number } | { least: number }
  /** What was run beside it on the same machine, in the same unit. */
  baseline?: { what: string; value: number }
}

/** The value that `part` (0 to 1) of the values do not exceed: nearest rank. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}

const shown = (value: number): string =>
  Number.isNaN(value) ? '–' : value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(1)

function verdict({ value, target }: BenchRow): string {
  if (!target) return ''
  const isMet = 'most' in target ? value < target.most : value >= target.least
  return isMet ? 'met' : 'MISSED'
}

const limit = ({ target }: BenchRow): string =>
  target ? ('most' in target ? `< ${shown(target.most)}` : `>= ${shown(target.least)}`) : ''

const ratio = ({ value, baseline }: BenchRow): string =>
  baseline ? `${shown(value / baseline.value)} x ${baseline.what} (${shown(baseline.value)})` : ''

const HEAD = ['what', 'figure', 'unit', 'target', 'verdict', 'against what ran beside it']

/** The rows as a table of fixed width: what, figure, unit, target, verdict, ratio. */
export function table(rows: readonly BenchRow[]): string {
  const lines = rows.map((row) => [row.what, shown(row.value), row.unit, limit(row), verdict(row), ratio(row)])
  const width = HEAD.map((head, i) => Math.max(head.length, ...lines.map((line) => line[i]?.length ?? 0)))
  const print = (line: readonly string[]): string =>
    line
      .map((cell, i) => (i === 1 || i === 3 ? cell.padStart(width[i] ?? 0) : cell.padEnd(width[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [HEAD, width.map((n) => '-'.repeat(n)), ...lines].map(print).join('\n')
}
