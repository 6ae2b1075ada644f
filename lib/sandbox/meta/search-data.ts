/** Names that the sandbox's audience search knows: interest and its branch. */
export const INTERESTS: readonly [string, string][] = [
  ['Interior design', 'Home and garden'],
  ['Furniture', 'Home and garden'],
  ['Home improvement', 'Home and garden'],
  ['Gardening', 'Home and garden'],
  ['Do it yourself (DIY)', 'Home and garden'],
  ['Scandinavian design', 'Home and garden'],
  ['Lighting', 'Home and garden'],
  ['Kitchens', 'Home and garden'],
  ['Online shopping', 'Shopping and fashion'],
  ['Fashion accessories', 'Shopping and fashion'],
  ['Luxury goods', 'Shopping and fashion'],
  ['Discount stores', 'Shopping and fashion'],
  ['Sustainable fashion', 'Shopping and fashion'],
  ['Jewelry', 'Shopping and fashion'],
  ['Shoes', 'Shopping and fashion'],
  ['Beauty', 'Shopping and fashion'],
  ['Running', 'Fitness and wellness'],
  ['Yoga', 'Fitness and wellness'],
  ['Physical fitness', 'Fitness and wellness'],
  ['Meditation', 'Fitness and wellness'],
  ['Surfing', 'Sports and outdoors'],
  ['Skiing', 'Sports and outdoors'],
  ['Camping', 'Sports and outdoors'],
  ['Hiking', 'Sports and outdoors'],
  ['Fishing', 'Sports and outdoors'],
  ['Cycling', 'Sports and outdoors'],
  ['Football', 'Sports and outdoors'],
  ['Outdoor recreation', 'Sports and outdoors'],
  ['Cooking', 'Food and drink'],
  ['Coffee', 'Food and drink'],
  ['Snack food', 'Food and drink'],
  ['Organic food', 'Food and drink'],
  ['Restaurants', 'Food and drink'],
  ['Potato chips', 'Food and drink'],
  ['Vegetarianism', 'Food and drink'],
  ['Wine', 'Food and drink'],
  ['Travel', 'Hobbies and activities'],
  ['Photography', 'Hobbies and activities'],
  ['Video games', 'Entertainment'],
  ['Music', 'Entertainment'],
  ['Movies', 'Entertainment'],
  ['Reading', 'Entertainment'],
  ['Parenting', 'Family and relationships'],
  ['Weddings', 'Family and relationships'],
  ['Dogs', 'Hobbies and activities'],
  ['Cats', 'Hobbies and activities'],
  ['Entrepreneurship', 'Business and industry'],
  ['Small business', 'Business and industry'],
  ['Digital marketing', 'Business and industry'],
  ['Personal finance', 'Business and industry'],
  ['Real estate', 'Business and industry'],
  ['Higher education', 'Business and industry'],
  ['Consumer electronics', 'Technology'],
  ['Smartphones', 'Technology'],
  ['Computers', 'Technology'],
  ['Artificial intelligence', 'Technology'],
]

export type Place = {
  key: string
  name: string
  type: 'country' | 'region' | 'city'
  country_code: string
  country_name?: string
  region?: string
  region_id?: number
}

const COUNTRIES: [string, string][] = [
  ['NO', 'Norway'],
  ['SE', 'Sweden'],
  ['DK', 'Denmark'],
  ['FI', 'Finland'],
  ['DE', 'Germany'],
  ['FR', 'France'],
  ['ES', 'Spain'],
  ['IT', 'Italy'],
  ['NL', 'Netherlands'],
  ['BE', 'Belgium'],
  ['AT', 'Austria'],
  ['CH', 'Switzerland'],
  ['PL', 'Poland'],
  ['PT', 'Portugal'],
  ['IE', 'Ireland'],
  ['GB', 'United Kingdom'],
  ['US', 'United States'],
  ['CA', 'Canada'],
  ['JP', 'Japan'],
  ['AU', 'Australia'],
  ['NZ', 'New Zealand'],
  ['IN', 'India'],
  ['BR', 'Brazil'],
  ['MX', 'Mexico'],
]

/** Region name and country; the key follows from the place in the list. */
const REGIONS: [string, string][] = [
  ['Oslo County', 'NO'],
  ['Vestland', 'NO'],
  ['Stockholm County', 'SE'],
  ['Bavaria', 'DE'],
  ['Berlin', 'DE'],
  ['Hamburg', 'DE'],
  ['Île-de-France', 'FR'],
  ['Catalonia', 'ES'],
  ['Lombardy', 'IT'],
  ['North Holland', 'NL'],
  ['England', 'GB'],
  ['Scotland', 'GB'],
  ['California', 'US'],
  ['New York', 'US'],
  ['Texas', 'US'],
  ['Illinois', 'US'],
  ['Washington', 'US'],
  ['Florida', 'US'],
  ['Ontario', 'CA'],
  ['Tokyo Prefecture', 'JP'],
  ['Osaka Prefecture', 'JP'],
  ['New South Wales', 'AU'],
]

const CITIES: [string, string][] = [
  ['Oslo', 'Oslo County'],
  ['Bergen', 'Vestland'],
  ['Stockholm', 'Stockholm County'],
  ['Munich', 'Bavaria'],
  ['Berlin', 'Berlin'],
  ['Hamburg', 'Hamburg'],
  ['Paris', 'Île-de-France'],
  ['Barcelona', 'Catalonia'],
  ['Milan', 'Lombardy'],
  ['Amsterdam', 'North Holland'],
  ['London', 'England'],
  ['Manchester', 'England'],
  ['Edinburgh', 'Scotland'],
  ['Los Angeles', 'California'],
  ['San Francisco', 'California'],
  ['San Diego', 'California'],
  ['New York', 'New York'],
  ['Austin', 'Texas'],
  ['Houston', 'Texas'],
  ['Chicago', 'Illinois'],
  ['Seattle', 'Washington'],
  ['Miami', 'Florida'],
  ['Toronto', 'Ontario'],
  ['Tokyo', 'Tokyo Prefecture'],
  ['Osaka', 'Osaka Prefecture'],
  ['Sydney', 'New South Wales'],
]

const FIRST_REGION = 3800
const FIRST_CITY = 2400000

const countryName = (code: string): string | undefined => COUNTRIES.find(([known]) => known === code)?.[1]

function cityPlace([name, region]: [string, string], index: number): Place {
  const at = REGIONS.findIndex(([known]) => known === region)
  const code = REGIONS[at]?.[1] ?? ''
  return {
    key: String(FIRST_CITY + index),
    name,
    type: 'city',
    country_code: code,
    country_name: countryName(code),
    region,
    region_id: FIRST_REGION + at,
  }
}

export const PLACES: readonly Place[] = [
  ...COUNTRIES.map(([code, name]): Place => ({
    key: code,
    name,
    type: 'country',
    country_code: code,
    country_name: name,
  })),
  ...REGIONS.map(([name, code], index): Place => ({
    key: String(FIRST_REGION + index),
    name,
    type: 'region',
    country_code: code,
    country_name: countryName(code),
  })),
  ...CITIES.map(cityPlace),
]
