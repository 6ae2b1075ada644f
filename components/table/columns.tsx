import { Link } from '../ui/link'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { count, MISSING, money, percent, ratio } from '@/lib/core/format'
import { Meter, type MeterProps } from '../chart/meter'
import { Sparkline } from '../chart/sparkline'
import type { Column, SortValue } from './types'

/** What every helper lets the caller choose. `total` is already computed from totals. */
type Common = { id: string; header: string; unit?: string; hint?: string; width?: number; hideable?: boolean }
type Micros = bigint | number | null | undefined
type Figure = number | null | undefined

/** An en dash that says why there is no figure. */
export function Missing({ why }: { why: string }) {
  return (
    <span className="text-muted" title={why}>
      <span aria-hidden>{MISSING}</span>
      <span className="sr-only">{why}</span>
    </span>
  )
}

const orMissing = (text: string, why = 'Not known'): ReactNode => (text === MISSING ? <Missing why={why} /> : text)

type NameOptions<Row> = Common & {
  name: (row: Row) => string
  href?: (row: Row) => string
  /** Second line, muted. */
  note?: (row: Row) => ReactNode
  icon?: (row: Row) => ReactNode
}

/** Two lines where there is no note: the end of a generated name is what tells it from the next. */
const nameClass = (note: unknown): string =>
  cn('font-medium', note ? 'block truncate' : 'line-clamp-2 leading-tight wrap-anywhere whitespace-normal')

/** The first column: a name that links to its page. */
export function nameColumn<Row>({ name, href, note, icon, ...common }: NameOptions<Row>): Column<Row> {
  return {
    ...common,
    hideable: false,
    value: name,
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        {icon ? <span className="text-muted [&>svg]:size-4">{icon(row)}</span> : null}
        <span className="min-w-0">
          {href ? (
            <Link href={href(row)} title={name(row)} className={cn(nameClass(note), 'hover:underline')}>
              {name(row)}
            </Link>
          ) : (
            <span title={name(row)} className={nameClass(note)}>
              {name(row)}
            </span>
          )}
          {note ? <span className="block truncate text-small text-muted">{note(row)}</span> : null}
        </span>
      </span>
    ),
  }
}

/** Words. */
export function textColumn<Row>({ text, ...common }: Common & { text: (row: Row) => string | null }): Column<Row> {
  return { ...common, value: text, cell: (row) => text(row) ?? <Missing why="None" /> }
}

/** Anything drawn by the caller: a status, a badge, buttons. `value` makes it sortable. */
export function customColumn<Row>(
  options: Common & {
    cell: (row: Row) => ReactNode
    value?: (row: Row) => SortValue
    align?: 'left' | 'right'
    total?: ReactNode
  },
): Column<Row> {
  return options
}

type MoneyOptions<Row> = Common & {
  micros: (row: Row) => Micros
  /** One currency a column, or the currency of each row. */
  currency: string | ((row: Row) => string)
  locale: string
  total?: { micros: Micros; currency: string }
  why?: string
}

/** Full amounts with the currency's own decimals. */
export function moneyColumn<Row>({ micros, currency, locale, total, why, ...common }: MoneyOptions<Row>): Column<Row> {
  const of = (row: Row) => (typeof currency === 'string' ? currency : currency(row))
  return {
    width: 128,
    ...common,
    align: 'right',
    value: micros,
    cell: (row) => orMissing(money(micros(row), of(row), locale), why),
    total: total ? orMissing(money(total.micros, total.currency, locale)) : undefined,
  }
}

type FigureOptions<Row> = Common & { figure: (row: Row) => Figure; locale: string; total?: Figure; why?: string }

function figureColumn<Row>(write: (value: Figure, locale: string) => string, width: number) {
  return ({ figure, locale, total, why, ...common }: FigureOptions<Row>): Column<Row> => ({
    width,
    ...common,
    align: 'right',
    value: figure,
    cell: (row) => orMissing(write(figure(row), locale), why),
    total: total === undefined ? undefined : orMissing(write(total, locale)),
  })
}

/** Grouped counts: impressions, clicks, conversions. */
export const countColumn = <Row,>(options: FigureOptions<Row>): Column<Row> => figureColumn<Row>(count, 104)(options)
/** Shares from a fraction: CTR, pace. */
export const percentColumn = <Row,>(options: FigureOptions<Row>): Column<Row> => figureColumn<Row>(percent, 80)(options)
/** Ratios such as ROAS. */
export const ratioColumn = <Row,>(options: FigureOptions<Row>): Column<Row> => figureColumn<Row>(ratio, 88)(options)

/** The shape of the last days. */
export function sparkColumn<Row>(
  options: Common & {
    values: (row: Row) => readonly (number | null)[]
    label: (row: Row) => string
    total?: readonly (number | null)[]
  },
): Column<Row> {
  const { values, label, total, ...common } = options
  return {
    width: 104,
    ...common,
    align: 'right',
    cell: (row) => <Sparkline values={values(row)} label={label(row)} />,
    total: total ? <Sparkline values={total} label={`${common.header}, total`} className="text-text" /> : undefined,
  }
}

type Pace = Pick<MeterProps, 'used' | 'elapsed' | 'label' | 'tone'>

function MeterCell({ pace, locale }: { pace: Pace; locale: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <Meter {...pace} className="w-14" />
      <span className="w-12 text-right">{percent(pace.used, locale)}</span>
    </span>
  )
}

/** Share of the budget used, with the tick of elapsed time; null where there is no budget. */
export function meterColumn<Row>(
  options: Common & { pace: (row: Row) => Pace | null; locale: string; total?: Pace },
): Column<Row> {
  const { pace, locale, total, ...common } = options
  return {
    width: 144,
    ...common,
    align: 'right',
    value: (row) => pace(row)?.used,
    cell: (row) => {
      const known = pace(row)
      return known ? <MeterCell pace={known} locale={locale} /> : <Missing why="No budget" />
    },
    total: total ? <MeterCell pace={total} locale={locale} /> : undefined,
  }
}
