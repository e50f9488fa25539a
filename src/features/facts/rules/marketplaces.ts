import type { Marketplace } from '#kernel/marketplace.ts'
import { findMarketplace, marketplaces } from '#kernel/marketplace.ts'

const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  'united states': 'US',
  usa: 'US',
  canada: 'CA',
  mexico: 'MX',
  brazil: 'BR',
  'united kingdom': 'UK',
  germany: 'DE',
  deutschland: 'DE',
  france: 'FR',
  italy: 'IT',
  spain: 'ES',
  netherlands: 'NL',
  belgium: 'BE',
  ireland: 'IE',
  sweden: 'SE',
  poland: 'PL',
  'south africa': 'ZA',
  egypt: 'EG',
  turkey: 'TR',
  türkiye: 'TR',
  'saudi arabia': 'SA',
  'united arab emirates': 'AE',
  india: 'IN',
  singapore: 'SG',
  australia: 'AU',
  japan: 'JP',
}

const known = new Map<string, string | null>()

/**
 * The marketplace code for what a report prints: "Amazon.ca", "amazon.co.uk", "DE", "A1PA…", "Germany", and for orders of other
 * channels "Non-Amazon CA" or "SI UK Prod Marketplace" the country of the sale. Null when the text names none.
 */
export function marketplaceCode(text: string | null): string | null {
  if (text === null) return null
  let code = known.get(text)
  if (code === undefined) {
    const plain = text.trim().replace(/^www\./i, '')
    const other = /^(?:Non-Amazon|SI)\s+([A-Z]{2})\b/.exec(plain)
    code =
      (other === null ? findMarketplace(plain) : findMarketplace(other[1]!))?.code ??
      COUNTRY_NAMES[plain.toLowerCase()] ??
      null
    if (known.size < 10_000) known.set(text, code)
  }
  return code
}

/** The one store with a currency; null for EUR and unknown codes. */
export function onlyMarketplaceOf(currency: string): Marketplace | null {
  const with_ = marketplaces.filter((m) => m.currency === currency)
  return with_.length === 1 ? with_[0]! : null
}

/** Stores whose currency it is; the first stands for the time zone when nothing else is known. */
export function marketplacesOf(currency: string): readonly Marketplace[] {
  const with_ = marketplaces.filter((m) => m.currency === currency)
  return currency === 'EUR' ? [findMarketplace('DE')!, ...with_.filter((m) => m.code !== 'DE')] : with_
}
