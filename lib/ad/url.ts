import { fail, ok, type Result } from '@/lib/core/result'

export type UrlFault = { code: string; message: string }
const fault = (code: string, message: string): Result<URL, UrlFault> => fail({ code, message })

const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|localdomain)$/i
const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

function isPrivateAddress(host: string): boolean {
  const parts = ipv4.exec(host)
  // Version 4 inside version 6 (mapped, compatible, translated, 6to4) leads wherever the inner address does.
  if (!parts) return /^\[(::|64:ff9b:|2002:|f[cdf]|fe[89a-f])/i.test(host)
  const [a = 0, b = 0] = parts.slice(1).map(Number)
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true
  if (a === 172) return b >= 16 && b <= 31
  if (a === 100) return b >= 64 && b <= 127
  if (a === 192) return b === 168 || (b === 0 && Number(parts[3]) === 0)
  return (a === 169 && b === 254) || (a === 198 && (b === 18 || b === 19))
}

/** Whether a host is on this machine or in a private network. The host is as `URL.hostname` gives it. */
export const isPrivateHost = (host: string): boolean =>
  privateName.test(host.replace(/\.$/, '')) || isPrivateAddress(host)

/**
 * Checks a landing page as typed: http or https, a host with a dot, no spaces, no sign-in data. International
 * names are fine. `allowPrivate`: also hosts of this machine, for the sandbox.
 */
export function checkUrl(text: string, options: { allowPrivate: boolean }): Result<URL, UrlFault> {
  const typed = text.trim()
  if (!typed)
    return fault(
      'url_missing',
      'Final URL is empty. Write the page that people land on, like https://example.com/offer.',
    )
  if (/\s/.test(typed))
    return fault('url_space', `Final URL "${short(typed)}" has a space in it. Remove it, or write it as %20.`)
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(typed)?.[1]?.toLowerCase()
  if (!scheme)
    return fault(
      'url_scheme',
      `Final URL "${short(typed)}" has no https:// in front. Write https://${short(typed.replace(/^\/+/, ''))}.`,
    )
  if (scheme !== 'http' && scheme !== 'https')
    return fault('url_scheme', `Final URL begins with ${scheme}:, which platforms refuse. Use an https:// address.`)
  const url = URL.canParse(typed) ? new URL(typed) : undefined
  if (!url || !/^https?:\/\//i.test(typed))
    return fault(
      'url_invalid',
      `Final URL "${short(typed)}" is not an address. Write it like https://example.com/offer.`,
    )
  return checkHost(url, options.allowPrivate)
}

function checkHost(url: URL, allowPrivate: boolean): Result<URL, UrlFault> {
  const host = url.hostname.replace(/\.$/, '')
  if (url.username || url.password)
    return fault('url_credentials', 'Final URL holds a user name or password. Remove the part before the @.')
  if (isPrivateHost(host)) {
    if (allowPrivate) return ok(url)
    return fault(
      'url_private',
      `Final URL points to ${host}, which only your own network reaches. Use the public address of the page.`,
    )
  }
  if (ipv4.test(host) || host.startsWith('['))
    return fault('url_address', `Final URL points to the bare address ${host}. Use the domain name of the page.`)
  const labels = host.split('.')
  if (labels.length < 2 || labels.some((label) => label === ''))
    return fault(
      'url_host',
      `Final URL has the host "${host}", which is not a full domain name. Write it like example.com.`,
    )
  return ok(url)
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
