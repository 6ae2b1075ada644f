/** Meta's numbers of the languages that people use it in, by ISO 639-1; every regional variety of a language counts. */
const LOCALES: Record<string, readonly number[]> = {
  de: [5],
  en: [6, 24],
  es: [7, 23],
  fi: [8],
  fr: [9, 44],
  it: [10],
  ja: [11],
  ko: [12],
  nb: [13],
  no: [13],
  nl: [14],
  pl: [15],
  pt: [16, 31],
  ru: [17],
  sv: [18],
  tr: [19],
  zh: [20, 21, 22],
}

/** Undefined for a language whose number is not known: better no campaign than one in the wrong language. */
export const localesOf = (language: string): readonly number[] | undefined => LOCALES[language.toLowerCase()]
