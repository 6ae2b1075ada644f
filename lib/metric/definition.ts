/** Metrics that are not columns of the facts: a key, a label, a unit. Core ones stand here too, so that one list names all. */
export const DEFINITIONS = [
  { key: 'spend', label: 'Spend', unit: 'money' },
  { key: 'impressions', label: 'Impressions', unit: 'count' },
  { key: 'clicks', label: 'Clicks', unit: 'count' },
  { key: 'conversions', label: 'Conversions', unit: 'count' },
  { key: 'conversion_value', label: 'Conversion value', unit: 'money' },
  { key: 'all_clicks', label: 'All clicks', unit: 'count' },
  { key: 'reach', label: 'Reach', unit: 'people' },
  { key: 'all_conversions', label: 'All conversions', unit: 'count' },
  { key: 'view_through_conversions', label: 'View-through conversions', unit: 'count' },
] as const
