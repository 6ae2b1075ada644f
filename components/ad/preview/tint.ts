const HEX = /^#[0-9a-f]{6}$/i

/** The colour of a picture if it is one; anything else must not reach a style. */
export const tintOf = (color: string | undefined): string | null => (color && HEX.test(color) ? color : null)

/** Which text reads better on a colour, by WCAG relative luminance: white wins below 0.179. */
export const inkOn = (color: string): 'light' | 'dark' => {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255))
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) < 0.179 ? 'light' : 'dark'
}

const linear = (part: number): number => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
