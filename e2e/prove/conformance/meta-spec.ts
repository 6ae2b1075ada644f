import type { Json } from '@/lib/connectors/define'
import { at, dicts, text, texts } from '@/lib/connectors/json'

type Param = { type: string; isRequired: boolean }
export type Api = { method: string; edge: string; returns: string; params: Map<string, Param> }
export type Shape = { fields: Map<string, string>; apis: Api[] }
export type MetaSpec = { version: string; shapes: Map<string, Shape>; enums: Map<string, Set<string>> }

/** Nodes and values that the specification names without describing them. */
const UNPRINTED: Record<string, Record<string, string>> = {
  IGUser: { id: 'string', username: 'string', name: 'string' },
  AdsPixel: { id: 'string', name: 'string' },
  Permission: { permission: 'string', status: 'string' },
  TargetingAutomation: { advantage_audience: 'unsigned int', individual_setting: 'map' },
  TargetingGeoLocationRegion: { key: 'string', name: 'string', country: 'string' },
  TargetingGeoLocationCity: {
    key: 'string',
    name: 'string',
    country: 'string',
    region: 'string',
    region_id: 'string',
    radius: 'unsigned int',
    distance_unit: 'string',
  },
  AdCreativeReference: { creative_id: 'string' },
  AdsImageCrops: Object.fromEntries(
    ['100x100', '100x72', '191x100', '400x150', '400x500', '600x360', '90x160'].map((key) => [
      key,
      'list<list<unsigned int>>',
    ]),
  ),
  DegreesOfFreedom: {
    creative_features_spec: 'FeatureMap',
    degrees_of_freedom_type: 'string',
    image_transformation_types: 'list<string>',
    text_transformation_types: 'list<string>',
  },
  Enrolment: { enroll_status: 'EnrollStatus', customizations: 'map' },
  TimeRange: { since: 'datetime', until: 'datetime' },
  Filter: { field: 'string', operator: 'string', value: 'any' },
}
const UNPRINTED_ENUMS: Record<string, string[]> = {
  EnrollStatus: ['OPT_IN', 'OPT_OUT'],
  SearchType: [
    'adinterest',
    'adinterestsuggestion',
    'adinterestvalid',
    'adgeolocation',
    'adlocale',
    'adTargetingCategory',
    'adcountry',
    'adgeolocationmeta',
  ],
}

/** Parameters whose type the specification leaves open, and what they hold. */
const TYPED: Record<string, string> = {
  'adsets.promoted_object': 'AdPromotedObject',
  'campaigns.promoted_object': 'AdPromotedObject',
  'ads.creative': 'AdCreativeReference',
  'adcreatives.degrees_of_freedom_spec': 'DegreesOfFreedom',
  'insights.time_range': 'TimeRange',
  'insights.filtering': 'list<Filter>',
}

const api = (method: string, edge: string, returns: string, params: Record<string, string> = {}): Api => ({
  method,
  edge,
  returns,
  params: new Map(Object.entries(params).map(([name, type]) => [name, { type, isRequired: false }])),
})

/** Edges that the copy leaves out: search, and what a login may do with itself. */
const EXTRA: Record<string, Api[]> = {
  Root: [
    api('GET', 'search', 'SearchResult', {
      type: 'SearchType',
      q: 'string',
      location_types: 'list<string>',
      country_code: 'string',
    }),
  ],
  User: [api('GET', '', 'User'), api('DELETE', 'permissions', 'Permission')],
}

function apiOf(row: Json): Api {
  const edge = text(at(row, 'endpoint'))
  const params = dicts(at(row, 'params')).map((param): [string, Param] => {
    const name = text(param['name'])
    return [name, { type: TYPED[`${edge}.${name}`] ?? text(param['type']), isRequired: param['required'] === true }]
  })
  return { method: text(at(row, 'method')), edge, returns: text(at(row, 'return')), params: new Map(params) }
}

/** `daily_budget` as the newer list of enumerations spells it: `DailyBudget`. */
const pascal = (name: string): string => name.replace(/(?:^|_)([a-z])/g, (_, c: string) => c.toUpperCase())

/** The values of one enumeration: those of the newer version where it is asked for and lists them. */
function enumOf(row: Json, diff: Json, isNewer: boolean): [string, Set<string>] {
  const node = text(at(row, 'node')).replace('AdReportRun', 'AdsInsights')
  const newer = texts(at(diff, node, 'enums_v26', pascal(text(at(row, 'field_or_param')))))
  return [text(at(row, 'name')), new Set(isNewer && newer.length > 0 ? newer : texts(at(row, 'values')))]
}

function shapeOf(name: string, file: Json, diff: Json, isNewer: boolean): Shape {
  const fields = new Map(dicts(at(file, 'fields')).map((field) => [text(field['name']), text(field['type'])]))
  if (isNewer) {
    for (const added of texts(at(diff, name, 'fields_added_v26'))) fields.set(added, 'any')
    for (const removed of texts(at(diff, name, 'fields_removed_v26'))) fields.delete(removed)
  }
  return { fields, apis: [...dicts(at(file, 'apis')).map(apiOf), ...(EXTRA[name] ?? [])] }
}

/** Reads the copy of the Marketing API's specification for a version: v25.0, or v26.0 through the list of changes. */
export function readMetaSpec(files: Record<string, Json>, version: string): MetaSpec {
  const isNewer = version !== 'v25.0'
  const diff = files['_v26_diff_and_enums'] ?? null
  const named = Object.entries(files).filter(([name]) => /^[A-Z]/.test(name))
  const shapes = new Map(named.map(([name, file]) => [name, shapeOf(name, file, diff, isNewer)]))
  for (const [name, fields] of Object.entries(UNPRINTED))
    shapes.set(name, { fields: new Map(Object.entries(fields)), apis: EXTRA[name] ?? [] })
  shapes.set('Root', { fields: new Map(), apis: EXTRA['Root'] ?? [] })
  const enums = new Map(dicts(files['enum_types'] ?? null).map((row) => enumOf(row, diff, isNewer)))
  for (const [name, values] of Object.entries(UNPRINTED_ENUMS)) enums.set(name, new Set(values))
  return { version, shapes, enums }
}

/** The specification names its kinds of nodes by files; the sandbox by its own words. */
export const NODE_OF: Record<string, string> = {
  campaign: 'Campaign',
  adset: 'AdSet',
  ad: 'Ad',
  creative: 'AdCreative',
  image: 'AdImage',
}
