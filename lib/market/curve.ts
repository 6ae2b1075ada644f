/*
 * How results grow with money. Each curve g has g(0) = 0 and slope 1 there, rises, and is concave:
 * the first euro buys most. x is spend in units of the campaign's own scale.
 */

export const FAMILIES = ['exponential', 'hill', 'power', 'logarithm', 'capped'] as const
export type Family = (typeof FAMILIES)[number]

export function respond(family: Family, x: number): number {
  switch (family) {
    case 'exponential':
      return -Math.expm1(-x)
    case 'hill':
      return x / (1 + x)
    case 'power':
      return 2 * (Math.sqrt(1 + x) - 1)
    case 'logarithm':
      return Math.log1p(x)
    case 'capped':
      return x < 1 ? x : 1
  }
}
