import { Swatch } from './chart-frame'
import type { Value } from './scale'
import { writeFull, type Unit } from './unit'

export type ReadoutLine = {
  label: string
  value: Value
  low?: Value
  high?: Value
  color: string
  dashed?: boolean
  /** Counts towards the total. */
  main?: boolean
}

type ReadoutProps = { title: string; lines: readonly ReadoutLine[]; unit: Unit; locale: string; total?: boolean }

/** What the tooltip says: the point, then each series in the order in which it is drawn, the total last. */
export function Readout({ title, lines, unit, locale, total }: ReadoutProps) {
  const write = (value: Value | undefined) => writeFull(unit, value, locale)
  const summed = lines.filter((line) => line.main).reduce((sum, line) => sum + (line.value ?? 0), 0)
  return (
    <div className="rounded-card border border-line bg-background px-3 py-2 text-small shadow-float">
      <p className="mb-1 font-medium">{title}</p>
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.label + line.color}>
              <th scope="row" className="pr-4 text-left font-normal whitespace-nowrap text-muted">
                <span className="inline-flex items-center gap-2">
                  <Swatch color={line.color} shape={line.dashed ? 'dashed' : 'line'} />
                  {line.label}
                </span>
              </th>
              <td className="text-right whitespace-nowrap">
                {write(line.value)}
                {line.low !== undefined && line.low !== null ? ` (${write(line.low)} to ${write(line.high)})` : ''}
              </td>
            </tr>
          ))}
          {total ? (
            <tr>
              <th scope="row" className="pt-1 pr-4 text-left font-medium">
                Total
              </th>
              <td className="pt-1 text-right font-medium">{write(summed)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}
