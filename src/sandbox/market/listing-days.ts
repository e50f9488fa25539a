// The past of a listing, day by day.

/** What is kept of each past day of a listing; index = day - store.firstDay. */
export type ListingDays = {
  sessions: number[]
  appSessions: number[]
  pageViews: number[]
  buyBoxViews: number[]
  /** Visits that nobody paid for, and orders that came of them. */
  organicVisits: number[]
  organicOrders: number[]
  units: number[]
  businessUnits: number[]
  items: number[]
  businessItems: number[]
  salesMinor: number[]
  businessSalesMinor: number[]
  shippedUnits: number[]
  shippedSalesMinor: number[]
  fulfillable: number[]
  unsellable: number[]
  reserved: number[]
  /** Five age buckets per day, flat. */
  ages: number[]
  priceMinor: number[]
}

/** The days of a listing that has lived none. */
export const emptyDays = (): ListingDays => ({
  sessions: [],
  appSessions: [],
  pageViews: [],
  buyBoxViews: [],
  organicVisits: [],
  organicOrders: [],
  units: [],
  businessUnits: [],
  items: [],
  businessItems: [],
  salesMinor: [],
  businessSalesMinor: [],
  shippedUnits: [],
  shippedSalesMinor: [],
  fulfillable: [],
  unsellable: [],
  reserved: [],
  ages: [],
  priceMinor: [],
})

/** Counted up while the day lasts. */
export const dayCounters = [
  'sessions',
  'appSessions',
  'pageViews',
  'buyBoxViews',
  'organicVisits',
  'organicOrders',
  'units',
  'businessUnits',
  'items',
  'businessItems',
  'salesMinor',
  'businessSalesMinor',
  'shippedUnits',
  'shippedSalesMinor',
] as const
