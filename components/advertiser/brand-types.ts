export type SkuView = {
  id: string
  name: string
  isDefault: boolean
  status: 'active' | 'archived'
  /** Major units as a decimal string; empty for none. */
  dailyBudget: string
  mode: 'explore' | 'exploit'
}

export type BrandView = {
  id: string
  name: string
  isDefault: boolean
  status: 'active' | 'archived'
  monthlyBudget: string
  dailyBudget: string
  skus: SkuView[]
}

export type BrandContext = { agency: string; clientId: string; currency: string; locale: string; mayEdit: boolean }
