import type { FieldRule } from './check-audience'
import { isConnected } from './issue'
import type { AdDraft, AudienceRules } from './schema'
import { countFor, hiddenCharacters } from './text'

const MAX_CHARACTERS = 80
const MAX_WORDS = 10
const FORBIDDEN = /[,!@%^*()={};~`<>?\\|]/gu

/** Google's rules for keywords; rows left empty are not sent. */
export function checkKeywords(draft: AdDraft, rules: AudienceRules): FieldRule[] {
  if (!isConnected(draft, 'google_ads')) return []
  const filled = rules.keywords
    .map((keyword, index) => ({ ...keyword, index, plain: keyword.text.normalize('NFC').trim() }))
    .filter((k) => k.plain !== '')
  if (filled.length === 0)
    return [
      [
        'keywords',
        {
          code: 'keyword_missing',
          severity: 'blocks',
          platform: 'google_ads',
          message: 'no keyword. Google Search shows ads for searches; write at least one.',
          label: 'Add keywords',
        },
      ],
    ]
  const seen = new Set<string>()
  return filled.flatMap(({ plain, match, index }) => {
    const key = `${match} ${plain.toLowerCase().replace(/\s+/g, ' ')}`
    const isAgain = seen.has(key)
    seen.add(key)
    const found = isAgain
      ? {
          code: 'keyword_twice',
          severity: 'check' as const,
          message: `keyword "${short(plain)}" is listed twice as ${match}. It is sent once.`,
        }
      : keywordFault(plain)
    return found
      ? [
          [
            `keywords.${index}.text`,
            { ...found, platform: 'google_ads', label: `Go to keyword ${index + 1}` },
          ] satisfies FieldRule,
        ]
      : []
  })
}

function keywordFault(text: string): { code: string; severity: 'blocks' | 'check'; message: string } | undefined {
  const quoted = `keyword "${short(text)}"`
  if (/^\[.*\]$|^".*"$/.test(text))
    return {
      code: 'keyword_marks',
      severity: 'blocks',
      message: `${quoted} has the marks of a match type. Remove them and choose ${text.startsWith('[') ? 'exact' : 'phrase'} match.`,
    }
  if (/(^|\s)\+\S/.test(text))
    return {
      code: 'keyword_marks',
      severity: 'blocks',
      message: `${quoted} has a + before a word, which Google no longer takes. Remove it and choose phrase or broad match.`,
    }
  const characters = [...new Set(text.match(FORBIDDEN) ?? [])]
  if (characters.length > 0)
    return {
      code: 'keyword_characters',
      severity: 'blocks',
      message: `${quoted} has ${characters.join(' ')}, which Google does not take in keywords. Remove ${characters.length === 1 ? 'it' : 'them'}.`,
    }
  const hidden = hiddenCharacters(text)
  if (hidden.length > 0)
    return {
      code: 'hidden_characters',
      severity: 'blocks',
      message: `${quoted} has a ${hidden[0]?.name} that nobody sees. Write it again.`,
    }
  const count = countFor('google_ads', text)
  if (count > MAX_CHARACTERS)
    return {
      code: 'keyword_long',
      severity: 'blocks',
      message: `${quoted} is ${count.toLocaleString('en')} of ${MAX_CHARACTERS} characters. Remove ${(count - MAX_CHARACTERS).toLocaleString('en')}.`,
    }
  const words = text.split(/\s+/).length
  if (words > MAX_WORDS)
    return {
      code: 'keyword_words',
      severity: 'blocks',
      message: `${quoted} has ${words} words and Google takes ${MAX_WORDS}. Remove ${words - MAX_WORDS}.`,
    }
  return undefined
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
