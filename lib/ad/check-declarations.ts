import type { Rule } from './check-audience'
import { isEu } from './geo'
import { isConnected, type Issue } from './issue'
import type { AdDraft } from './schema'

export const targetsEu = (draft: AdDraft): boolean =>
  draft.units.some((unit) => unit.rules.locations.some((l) => isEu(l.country)))

/** What must be declared: EU political advertising, who pays in the EU, and offers that need a permission. */
export function checkDeclarations(draft: AdDraft): Issue[] {
  const { declarations } = draft
  const eu = targetsEu(draft)
  const issue = (field: string, rule: Rule): Issue => ({
    code: rule.code,
    step: 'audience',
    severity: rule.severity,
    path: `declarations.${field}`,
    message: rule.message,
    ...(rule.platform ? { platform: rule.platform } : {}),
    action: { label: rule.label ?? 'Go to declarations', path: `declarations.${field}` },
  })
  const issues: Issue[] = []
  if (declarations.euPolitical === null && (eu || isConnected(draft, 'google_ads')))
    issues.push(
      issue('euPolitical', {
        code: 'eu_political_missing',
        severity: 'blocks',
        message: 'Say whether these ads are political advertising in the EU. Google asks it of every campaign.',
        label: 'Answer',
      }),
    )
  if (declarations.euPolitical === true)
    issues.push(
      eu
        ? issue('euPolitical', {
            code: 'eu_political',
            severity: 'blocks',
            message:
              'Google and Meta do not run political advertising in the EU. Remove the EU countries, or correct the declaration.',
          })
        : issue('euPolitical', {
            code: 'eu_political',
            severity: 'check',
            message:
              'Declared as EU political advertising, these ads are never shown in the EU. See that the declaration is right.',
          }),
    )
  if (eu && isConnected(draft, 'meta_ads')) {
    const who = [
      ['dsaBeneficiary', 'who benefits from the ads'],
      ['dsaPayor', 'who pays for them'],
    ] as const
    for (const [field, what] of who)
      if (!declarations[field].trim())
        issues.push(
          issue(field, {
            code: 'dsa_missing',
            severity: 'blocks',
            platform: 'meta_ads',
            message: `Meta must name ${what} in the EU (Digital Services Act). Write the legal name.`,
            label: field === 'dsaPayor' ? 'Name the payor' : 'Name the beneficiary',
          }),
        )
  }
  return [...issues, ...checkPermissions(draft, issue)]
}

function checkPermissions(draft: AdDraft, issue: (field: string, rule: Rule) => Issue): Issue[] {
  const { specialCategory } = draft.declarations
  if (specialCategory !== 'politics' && specialCategory !== 'gambling') return []
  const what = specialCategory === 'politics' ? 'political ads' : 'gambling ads'
  const message = `Platforms run ${what} only from advertisers whom they have authorised for the country. See that this client's accounts are.`
  return [issue('specialCategory', { code: 'permission_needed', severity: 'check', message })]
}
