import type { Config } from 'tailwindcss'

const token = (name: string) => `var(--${name})`

/** Every class speaks of a token; the values are the CSS variables of app/globals.css. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      inherit: 'inherit',
      background: token('background'),
      surface: token('surface'),
      text: token('text'),
      muted: token('muted'),
      line: token('line'),
      control: token('control'),
      primary: { DEFAULT: token('primary'), strong: token('primary-strong'), soft: token('primary-soft') },
      good: { DEFAULT: token('good'), soft: token('good-soft') },
      warn: { DEFAULT: token('warn'), soft: token('warn-soft') },
      bad: { DEFAULT: token('bad'), soft: token('bad-soft') },
      chart: {
        1: token('chart-1'),
        2: token('chart-2'),
        3: token('chart-3'),
        4: token('chart-4'),
        5: token('chart-5'),
        6: token('chart-6'),
      },
    },
    fontSize: {
      display: ['32px', { lineHeight: '40px', letterSpacing: '-0.02em', fontWeight: '600' }],
      title: ['20px', { lineHeight: '28px', letterSpacing: '-0.01em', fontWeight: '600' }],
      heading: ['16px', { lineHeight: '24px', fontWeight: '600' }],
      body: ['14px', { lineHeight: '20px' }],
      label: ['13px', { lineHeight: '18px', fontWeight: '500' }],
      small: ['12px', { lineHeight: '16px' }],
    },
    borderRadius: { none: '0', mark: '4px', control: '6px', card: '10px', dialog: '14px', full: '9999px' },
    boxShadow: { none: 'none', float: token('shadow-float') },
    extend: { fontFamily: { sans: ['Inter Variable', 'Inter', 'system-ui', 'sans-serif'] } },
  },
} satisfies Config
