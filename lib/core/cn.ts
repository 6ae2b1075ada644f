import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** The merger has to know our own scale, or it takes `text-label` for a colour and drops it beside `text-muted`. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['display', 'title', 'heading', 'body', 'label', 'small'],
      radius: ['mark', 'control', 'card', 'dialog'],
      shadow: ['float'],
    },
  },
})

/** Class names joined; of two that set the same property the later wins. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
