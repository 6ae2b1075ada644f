/** File rules that hold for pictures in every Meta placement. */
export const META_FILES = {
  types: ['image/jpeg', 'image/png'],
  maxBytes: 30 * 1024 * 1024,
  tolerance: 0.03,
  minWidth: 600,
  minHeight: 600,
} as const
