import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centreCrop, cropFor, describeRatio, frameFor } from './crop'
import { RATIOS, RATIO_NAMES } from './placement/define'
import { PLACEMENTS } from './placement/index'

const picture = (width: number, height: number, crops = {}) => ({ width, height, crops })
const rules = (slug: 'facebook-feed' | 'instagram-feed' | 'story') => {
  const { media } = PLACEMENTS[slug]
  if (!media) throw new Error(`${slug} shows no pictures`)
  return media
}

describe('frameFor', () => {
  it.each([
    ['4:5 in the mobile feed is whole', 'facebook-feed', 1080, 1350, 'mobile', 'whole', '4:5', 0, 0],
    ['4:5 on desktop is cut to a square', 'facebook-feed', 1080, 1350, 'desktop', 'crop', '1:1', 0, 0.2],
    ['within 3 % of 4:5', 'facebook-feed', 1080, 1380, 'mobile', 'whole', '4:5', 0, 0],
    ['9:16 in a feed loses top and bottom', 'instagram-feed', 1080, 1920, 'mobile', 'crop', '4:5', 0, 0.297],
    ['a banner loses its sides', 'facebook-feed', 3000, 1000, 'mobile', 'crop', '1.91:1', 0.363, 0],
    ['3:2 keeps its own ratio', 'facebook-feed', 1500, 1000, 'mobile', 'whole', null, 0, 0],
    ['9:16 fills a story', 'story', 1080, 1920, 'mobile', 'whole', '9:16', 0, 0],
    ['4:5 stands on a gradient in a story', 'story', 1080, 1350, 'mobile', 'gradient', '9:16', 0, 0],
  ] as const)('%s', (_, slug, width, height, device, mode, name, cutsWidth, cutsHeight) => {
    const frame = frameFor(picture(width, height), rules(slug), device)
    expect(frame.mode).toBe(mode)
    expect(frame.name).toBe(name)
    expect(frame.cutsWidth).toBeCloseTo(cutsWidth, 2)
    expect(frame.cutsHeight).toBeCloseTo(cutsHeight, 2)
  })

  it('fills a story once the buyer has drawn its crop', () => {
    const drawn = { '9:16': { x: 0.1, y: 0, width: 0.7, height: 1 } }
    const frame = frameFor(picture(1080, 1350, drawn), rules('story'))
    expect(frame.mode).toBe('crop')
    expect(frame.crop).toEqual(drawn['9:16'])
    expect(frame.cutsWidth).toBeCloseTo(0.3)
  })
})

describe('crops', () => {
  it('have the ratio asked for and lie inside the picture', () => {
    const size = fc.integer({ min: 1, max: 8000 })
    fc.assert(
      fc.property(size, size, fc.constantFrom(...RATIO_NAMES), (width, height, name) => {
        const crop = centreCrop(width, height, RATIOS[name])
        expect((crop.width * width) / (crop.height * height)).toBeCloseTo(RATIOS[name], 6)
        expect(crop.x).toBeGreaterThanOrEqual(0)
        expect(crop.x + crop.width).toBeLessThanOrEqual(1 + 1e-9)
        expect(crop.y + crop.height).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })

  it('are kept inside the picture when drawn beyond its edge', () => {
    const crop = cropFor(picture(100, 100, { '1:1': { x: 0.8, y: -0.5, width: 0.5, height: 0.5 } }), '1:1')
    expect(crop).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.5 })
  })
})

describe('describeRatio', () => {
  it.each([
    [1080, 1350, '4:5'],
    [1500, 1000, '3:2'],
    [1200, 628, '1.91:1'],
    [1381, 1000, '1.38:1'],
  ])('%i x %i', (width, height, text) => expect(describeRatio(width, height)).toBe(text))
})
