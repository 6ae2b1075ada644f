'use client'

import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { DateInput } from '@/components/ui/date-field'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { flightDays, parseDay } from '@/lib/ad/budget'
import { isBlocking, PLATFORM_NAMES, plural, type CheckAccount } from '@/lib/ad/issue'
import type { AdDraft, Connection } from '@/lib/ad/schema'
import { money, monthName } from '@/lib/core/format'
import { parseTyped } from '@/lib/core/money'
import { symbolOf } from '@/components/form/typed'
import { cn } from '@/lib/core/cn'
import { fieldId, useBuilder } from './context'
import { StepPage } from './step-page'

type Pair = { connection: Connection; account: CheckAccount; index: number }

export function BudgetStep() {
  const { draft, edit, data } = useBuilder()
  const pairs = draft.connections.flatMap((connection, index): Pair[] => {
    const account = data.context.accounts.find(({ id }) => id === connection.adAccountId)
    return account ? [{ connection, account, index }] : []
  })
  return (
    <StepPage
      step="budget"
      title="Budget and schedule"
      intro="Each account spends its own budget, in its own currency and calendar."
    >
      <div className="grid gap-1" id={fieldId('budgetType')}>
        <span className="text-label">Budget</span>
        <Segmented
          label="Kind of budget"
          value={draft.budgetType}
          options={[
            { value: 'daily', label: 'A day' },
            { value: 'lifetime', label: 'For the whole flight' },
          ]}
          onValueChange={(budgetType) => edit((current) => ({ ...current, budgetType }))}
        />
      </div>
      {pairs.length === 0 ? (
        <p className="text-muted">Choose accounts in Connections first; each gets its amount here.</p>
      ) : null}
      <div className="grid gap-4">
        {pairs.map((pair) => (
          <Amount key={pair.account.id} {...pair} />
        ))}
      </div>
      <Totals pairs={pairs} />
      {draft.units.length > 1 ? <Shares /> : null}
      <Dates accounts={pairs.map(({ account }) => account)} />
      <Month pairs={pairs} />
    </StepPage>
  )
}

function Amount({ connection, account, index }: Pair) {
  const { edit, data, issueAt } = useBuilder()
  const path = `connections.${index}.budget`
  const issue = issueAt(path)
  const symbol = symbolOf(account.currency, data.context.locale)
  return (
    <Field
      label={
        <span className="inline-flex items-center gap-1.5">
          <PlatformMark
            name={account.platform === 'google_ads' ? 'google' : 'meta'}
            label={PLATFORM_NAMES[account.platform]}
          />
          {account.name}
        </span>
      }
      aside={`${account.currency}, ${account.timezone}`}
      error={issue && isBlocking(issue) ? issue.message : undefined}
      help={issue?.message}
    >
      <div className="relative">
        <span aria-hidden className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">
          {symbol}
        </span>
        <Input
          id={fieldId(path)}
          inputMode="decimal"
          autoComplete="off"
          value={connection.budget}
          className={cn('text-right tabular-nums', symbol.length > 2 ? 'pl-14' : 'pl-9')}
          onChange={(event) =>
            edit((current) => ({
              ...current,
              connections: current.connections.map((each, i) =>
                i === index ? { ...each, budget: event.target.value } : each,
              ),
            }))
          }
        />
      </div>
    </Field>
  )
}

/** Micros of what is typed; undefined while it is no amount. */
const microsOf = ({ connection, account }: Pair): bigint | undefined => {
  const parsed = parseTyped(connection.budget, account.currency)
  return connection.budget.trim() && parsed.ok && parsed.value > 0n ? parsed.value : undefined
}

/** Amounts are added up within a currency, never across. */
function Totals({ pairs }: { pairs: readonly Pair[] }) {
  const { draft, data } = useBuilder()
  const sums = new Map<string, bigint>()
  for (const pair of pairs) {
    const micros = microsOf(pair)
    if (micros !== undefined) sums.set(pair.account.currency, (sums.get(pair.account.currency) ?? 0n) + micros)
  }
  if (sums.size === 0) return null
  return (
    <dl className="grid gap-2 rounded-card bg-surface p-4">
      {[...sums].map(([currency, micros]) => (
        <div key={currency} className="flex flex-wrap items-baseline justify-between gap-2">
          <dt className="text-muted">
            {draft.budgetType === 'daily' ? `Together a day in ${currency}` : `Together in ${currency}`}
          </dt>
          <dd className="text-heading">{money(micros, currency, data.context.locale)}</dd>
        </div>
      ))}
      {sums.size > 1 ? (
        <p className="text-small text-muted">Currencies are not added up: no rate is agreed for a budget.</p>
      ) : null}
    </dl>
  )
}

function Shares() {
  const { draft, edit, issueAt } = useBuilder()
  const given = draft.units.filter((unit) => unit.sharePercent !== null)
  const sum = given.reduce((total, unit) => total + (unit.sharePercent ?? 0), 0)
  const set = (key: string, text: string) => {
    const value = Number(text.replace(',', '.'))
    const sharePercent = text.trim() === '' || !Number.isFinite(value) ? null : Math.min(1000, Math.max(-1000, value))
    edit((current) => ({
      ...current,
      units: current.units.map((unit) => (unit.key === key ? { ...unit, sharePercent } : unit)),
    }))
  }
  return (
    <fieldset className="grid gap-3 rounded-card border border-line p-4">
      <legend className="sr-only">Shares of the audiences</legend>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <span className="text-heading">Shares of the audiences</span>
        <span className="text-small text-muted">
          {given.length === 0 ? 'None: Meta shares the budget out itself' : `Together ${Number(sum.toFixed(2))} %`}
        </span>
      </div>
      {draft.units.map((unit, i) => (
        <Field
          key={unit.key}
          label={unit.name.trim() || `Audience ${i + 1}`}
          error={issueAt(`units.${i}.sharePercent`)?.message}
          className="max-w-60"
        >
          <div className="relative">
            <Input
              id={fieldId(`units.${i}.sharePercent`)}
              inputMode="decimal"
              className="pr-8 text-right tabular-nums"
              defaultValue={unit.sharePercent ?? ''}
              onChange={(event) => set(unit.key, event.target.value)}
            />
            <span aria-hidden className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">
              %
            </span>
          </div>
        </Field>
      ))}
    </fieldset>
  )
}

function Dates({ accounts }: { accounts: readonly CheckAccount[] }) {
  const { draft, edit, issueAt } = useBuilder()
  const zones = [...new Set(accounts.map(({ timezone }) => timezone))]
  const [first] = accounts
  const days = first && flightDays(draft, first.today)
  const set = (field: 'startsOn' | 'endsOn') => (value: string) =>
    edit((current: AdDraft) => ({ ...current, [field]: value }))
  const says =
    zones.length === 0 ? '' : zones.length === 1 ? `Days of ${zones[0]}.` : `Days of each account: ${zones.join(', ')}.`
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-heading">Schedule</legend>
      <div className="grid max-w-120 gap-4 sm:grid-cols-2">
        <Field label="First day" error={issueAt('startsOn')?.message} help="Empty: on launch.">
          <DateInput
            id={fieldId('startsOn')}
            value={parseDay(draft.startsOn) ?? draft.startsOn}
            min={first?.today}
            onChange={(event) => set('startsOn')(event.target.value)}
          />
        </Field>
        <Field
          label="Last day"
          error={issueAt('endsOn')?.message}
          help={draft.budgetType === 'lifetime' ? 'Needed for a budget of the whole flight.' : 'Empty: without end.'}
        >
          <DateInput
            id={fieldId('endsOn')}
            value={parseDay(draft.endsOn) ?? draft.endsOn}
            min={first?.today}
            onChange={(event) => set('endsOn')(event.target.value)}
          />
        </Field>
      </div>
      <p className="text-small text-muted">
        {says} {days === undefined || days <= 0 ? '' : `${plural(days, 'day')} in all.`}
      </p>
    </fieldset>
  )
}

/** What the brand may still spend this month, beside what this draft would take of it. */
function Month({ pairs }: { pairs: readonly Pair[] }) {
  const { data, kept, draft } = useBuilder()
  const month = data.months[kept.work.skuId]
  const { locale } = data.context
  if (!month) return null
  const name = monthName(month.month, locale)
  if (month.budgetMicros === null)
    return (
      <p className="text-small text-muted">
        {month.brand} has no budget for {name} in Paceline.
      </p>
    )
  const left = month.budgetMicros - month.spentMicros
  const own = pairs.filter(({ account }) => account.currency === month.currency)
  const daily = own.reduce((sum, pair) => sum + (microsOf(pair) ?? 0n), 0n)
  const takes = draft.budgetType === 'daily' ? daily * BigInt(month.daysLeft) : undefined
  const shown = (micros: bigint) => money(micros, month.currency, locale)
  return (
    <div
      className={cn(
        'rounded-card border p-4',
        takes !== undefined && takes > left ? 'border-warn bg-warn-soft' : 'border-line',
      )}
    >
      <p>
        {month.brand} has {shown(left)} left of {shown(month.budgetMicros)} for {name}.{' '}
        {takes === undefined || takes === 0n
          ? ''
          : takes > left
            ? `At this budget the draft would take up to ${shown(takes)} until the end of the month: more than is left.`
            : `At this budget the draft takes up to ${shown(takes)} of it.`}
      </p>
      {month.leftOut.length > 0 ? (
        <p className="mt-1 text-small text-muted">Spend in {month.leftOut.join(', ')} is not counted here.</p>
      ) : null}
    </div>
  )
}
