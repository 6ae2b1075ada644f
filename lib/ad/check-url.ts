import { inAd, platformsOf, sourceOf, type CheckContext, type Issue } from './issue'
import { fieldsFor, goesTo, type AdDraft, type BuildPlatform } from './schema'
import { checkUrl } from './url'
import { replacedUtm } from './utm'

/** Google's limit for a final URL; UTM parameters take some of it. */
const URL_MAX = 2048

/** The landing pages of one ad, each address once: platforms that share it share the issue. */
export function checkUrls(draft: AdDraft, adIndex: number, context: CheckContext): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const byPath = new Map<string, BuildPlatform[]>()
  for (const platform of platformsOf(draft).filter((each) => goesTo(ad, each))) {
    const { path } = sourceOf(ad, adIndex, platform, 'url')
    byPath.set(path, [...(byPath.get(path) ?? []), platform])
  }
  return [...byPath].flatMap(([path, platforms]) => {
    const [platform] = platforms
    if (!platform) return []
    const where = {
      step: 'creative',
      path,
      ...(platforms.length === 1 ? { platform } : {}),
      action: { label: 'Go to final URL', path },
    } as const
    const text = fieldsFor(ad, platform).url
    return [...checkOne(draft, adIndex, text, context), ...checkUtmInUrl(draft, adIndex, text, platform, context)].map(
      (found) => ({ ...where, ...found }),
    )
  })
}

type Found = Pick<Issue, 'code' | 'severity' | 'message'>

function checkOne(draft: AdDraft, adIndex: number, text: string, context: CheckContext): Found[] {
  const say = (message: string): string => inAd(draft, adIndex, message)
  const checked = checkUrl(text, { allowPrivate: context.allowPrivateHosts })
  if (!checked.ok) return [{ code: checked.error.code, severity: 'blocks', message: say(checked.error.message) }]
  if (checked.value.href.length > URL_MAX)
    return [
      {
        code: 'url_long',
        severity: 'blocks',
        message: say(
          `Final URL has ${checked.value.href.length.toLocaleString('en')} characters and Google takes ${URL_MAX.toLocaleString('en')}. Shorten it.`,
        ),
      },
    ]
  if (checked.value.protocol === 'http:' && !context.allowPrivateHosts)
    return [
      {
        code: 'url_insecure',
        severity: 'check',
        message: say(
          'Final URL begins with http://, and browsers warn about such pages. Use https:// if the page has it.',
        ),
      },
    ]
  return []
}

function checkUtmInUrl(
  draft: AdDraft,
  adIndex: number,
  text: string,
  platform: BuildPlatform,
  context: CheckContext,
): Found[] {
  const replaced = context.utm ? replacedUtm(text, context.utm, platform) : []
  if (replaced.length === 0) return []
  const message = `Final URL carries its own ${replaced.join(', ')}, which the client's rules replace. Remove ${replaced.length === 1 ? 'it' : 'them'} from the address.`
  return [{ code: 'url_utm', severity: 'check', message: inAd(draft, adIndex, message) }]
}
