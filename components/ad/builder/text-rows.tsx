'use client'

import { ArrowDown, ArrowUp, Ellipsis, Pin, Plus, X } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Button } from '@/components/ui/button'
import { controlClass } from '@/components/ui/input'
import { Menu, MenuCheck, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { addText, moveText, pasteTexts, removeText, setPin, setText, type TextList } from '@/lib/ad/edit'
import { isBlocking, PLATFORM_NAMES, platformsOf } from '@/lib/ad/issue'
import { googleSearch } from '@/lib/ad/placement/google-search'
import type { PinnedText } from '@/lib/ad/schema'
import { countFor } from '@/lib/ad/text'
import { cn } from '@/lib/core/cn'
import { fieldId, useBuilder } from './context'
import { FieldNote } from './field-note'
import { placeFields, placePath, type AdPlace } from './place'

const SAYS = {
  headlines: {
    title: 'Headlines',
    one: 'headline',
    most: 15,
    pins: 3,
    limit: googleSearch.limits.headline.hard,
    meta: 255,
  },
  descriptions: {
    title: 'Descriptions',
    one: 'description',
    most: 4,
    pins: 2,
    limit: googleSearch.limits.description.hard,
    meta: 255,
  },
} as const

/** Headlines or descriptions: rows that are counted as Google counts, pinned, moved and pasted. */
export function TextRows({ list, ...place }: AdPlace & { list: TextList }) {
  const { draft, edit, issueAt } = useBuilder()
  const { ad, where } = place
  const texts = placeFields(place)[list]
  const { title, one, most } = SAYS[list]
  const filled = texts.filter(({ text }) => text.trim() !== '').length
  const path = placePath(place, list)
  const platforms = where === 'universal' ? platformsOf(draft) : [where]
  // Where Google has a version of its own, the universal texts are Meta's alone.
  const isGoogle =
    platforms.includes('google_ads') && (where !== 'universal' || ad.overrides.google_ads?.[list] === undefined)
  const listIssue = issueAt(path)
  const add = () => {
    edit((current) => addText(current, ad.key, where, list))
    focusSoon(fieldId(`${path}.${texts.length}.text`))
  }
  return (
    <section aria-label={where === 'universal' ? title : `${title} for ${PLATFORM_NAMES[where]}`} id={fieldId(path)}>
      <div className="mb-2 flex items-center gap-2">
        <span className="text-label">{title}</span>
        <span className="flex gap-1 text-muted">
          {isGoogle ? <PlatformMark name="google" label="Google" /> : null}
          {platforms.includes('meta_ads') ? <PlatformMark name="meta" label="Meta" /> : null}
        </span>
        <span className="ml-auto text-small text-muted">
          {isGoogle ? `${filled} of ${most}` : filled > 1 ? 'Meta shows the first' : ''}
        </span>
      </div>
      <ul className="grid gap-2">
        {texts.map((text, i) => (
          // Rows have no identity but their place; a key of the text would lose the cursor with each letter.
          // oxlint-disable-next-line react/no-array-index-key
          <Row
            key={i}
            place={place}
            list={list}
            text={text}
            index={i}
            count={texts.length}
            isGoogle={isGoogle}
            onEnter={add}
          />
        ))}
      </ul>
      <div className="mt-1 flex flex-wrap items-center gap-x-3">
        <Button variant="link" size="small" className="px-1" disabled={texts.length >= 50} onClick={add}>
          <Plus aria-hidden /> Add {one}
        </Button>
      </div>
      <FieldNote issue={listIssue} id={`${fieldId(path)}-note`} />
    </section>
  )
}

const focusSoon = (id: string): void => {
  setTimeout(() => document.getElementById(id)?.focus(), 30)
}

type RowProps = {
  place: AdPlace
  list: TextList
  text: PinnedText
  index: number
  count: number
  isGoogle: boolean
  onEnter: () => void
}

function Row({ place, list, text, index, count, isGoogle, onEnter }: RowProps) {
  const { edit, issueAt } = useBuilder()
  const { ad, where } = place
  const { one, limit, meta } = SAYS[list]
  const path = placePath(place, `${list}.${index}.text`)
  const id = fieldId(path)
  const issue = issueAt(path)
  const length = countFor(isGoogle ? 'google_ads' : 'meta_ads', text.text)
  const most = isGoogle ? limit : meta
  const name = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${index + 1}`
  const paste = (event: ClipboardEvent<HTMLTextAreaElement | HTMLInputElement>) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter(Boolean)
    if (lines.length < 2) return
    event.preventDefault()
    edit((draft) => pasteTexts(draft, ad.key, where, list, index, lines))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (index === count - 1) onEnter()
    else document.getElementById(fieldId(placePath(place, `${list}.${index + 1}.text`)))?.focus()
  }
  const shared = {
    id,
    value: text.text,
    'aria-label': name,
    'aria-invalid': (issue && isBlocking(issue)) || undefined,
    'aria-describedby': issue ? `${id}-note` : undefined,
    onPaste: paste,
    onKeyDown: press,
  }
  return (
    <li className="flex items-start gap-1">
      {isGoogle ? <PinMenu place={place} list={list} text={text} index={index} name={name} /> : null}
      <div className="min-w-0 flex-1">
        <div className="relative">
          {list === 'headlines' ? (
            <input
              {...shared}
              className={cn(controlClass, 'h-9 pr-16 pointer-coarse:h-11')}
              onChange={(event) => edit((draft) => setText(draft, ad.key, where, list, index, event.target.value))}
            />
          ) : (
            <textarea
              {...shared}
              rows={2}
              className={cn(controlClass, 'field-sizing-content max-h-60 min-h-14 resize-none py-2 pr-16')}
              onChange={(event) => edit((draft) => setText(draft, ad.key, where, list, index, event.target.value))}
            />
          )}
          <span
            aria-hidden
            className={cn(
              'pointer-events-none absolute right-2.5 bg-background pl-1 text-small',
              list === 'headlines' ? 'top-2.5 pointer-coarse:top-3.5' : 'top-2.5',
              length > most ? 'font-medium text-bad' : 'text-muted',
            )}
          >
            {length}/{most}
          </span>
        </div>
        <FieldNote issue={issue} id={`${id}-note`} />
      </div>
      <RowMenu place={place} list={list} index={index} count={count} name={name} />
    </li>
  )
}

function PinMenu({
  place,
  list,
  text,
  index,
  name,
}: {
  place: AdPlace
  list: TextList
  text: PinnedText
  index: number
  name: string
}) {
  const { edit } = useBuilder()
  const { ad, where } = place
  const pin = (position: number | null) => edit((draft) => setPin(draft, ad.key, where, list, index, position))
  return (
    <Menu
      align="start"
      trigger={
        <Button
          variant="quiet"
          size="icon"
          className="relative -ml-2"
          aria-label={text.pin === null ? `Pin ${name.toLowerCase()}` : `${name}, pinned to position ${text.pin}`}
        >
          <Pin aria-hidden className={text.pin === null ? undefined : 'fill-primary-soft text-primary-strong!'} />
          {text.pin === null ? null : (
            <span
              aria-hidden
              className="absolute top-0 right-0 grid size-4 place-items-center rounded-full bg-primary text-small font-semibold text-background"
            >
              {text.pin}
            </span>
          )}
        </Button>
      }
    >
      <MenuCheck checked={text.pin === null} onCheckedChange={() => pin(null)}>
        Anywhere
      </MenuCheck>
      {Array.from({ length: SAYS[list].pins }, (_, i) => i + 1).map((position) => (
        <MenuCheck
          key={position}
          checked={text.pin === position}
          onCheckedChange={() => pin(text.pin === position ? null : position)}
        >
          Only in position {position}
        </MenuCheck>
      ))}
    </Menu>
  )
}

function RowMenu({
  place,
  list,
  index,
  count,
  name,
}: {
  place: AdPlace
  list: TextList
  index: number
  count: number
  name: string
}) {
  const { edit } = useBuilder()
  const { ad, where } = place
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon" className="-mr-2 w-7" aria-label={`More for ${name.toLowerCase()}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem
        icon={<ArrowUp aria-hidden />}
        disabled={index === 0}
        onSelect={() => edit((draft) => moveText(draft, ad.key, where, list, index, index - 1))}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={<ArrowDown aria-hidden />}
        disabled={index === count - 1}
        onSelect={() => edit((draft) => moveText(draft, ad.key, where, list, index, index + 1))}
      >
        Move down
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<X aria-hidden />}
        onSelect={() => edit((draft) => removeText(draft, ad.key, where, list, index))}
      >
        {count === 1 ? 'Empty' : 'Remove'}
      </MenuItem>
    </Menu>
  )
}
