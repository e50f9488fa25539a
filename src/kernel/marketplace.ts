// Amazon's marketplaces: ids, currencies, and the time zone in which Amazon cuts the store's business day.
// Source: developer-docs.amazon.com/sp-api/docs/marketplace-ids and published marketplace libraries (2026-11).

export type Region = 'NA' | 'EU' | 'FE'

export type Marketplace = {
  /** ISO-like country code Amazon uses in texts (UK, not GB). */
  code: string
  id: string
  region: Region
  currency: string
  timeZone: string
  /** BCP 47 tag of the store's main language. */
  language: string
  /** The name Amazon prints in reports, lower case: amazon.de */
  domain: string
}

const row = (
  code: string,
  id: string,
  region: Region,
  currency: string,
  timeZone: string,
  language: string,
  domain: string,
): Marketplace => ({
  code,
  id,
  region,
  currency,
  timeZone,
  language,
  domain,
})

export const marketplaces: readonly Marketplace[] = [
  row('US', 'ATVPDKIKX0DER', 'NA', 'USD', 'America/Los_Angeles', 'en-US', 'amazon.com'),
  row('CA', 'A2EUQ1WTGCTBG2', 'NA', 'CAD', 'America/Los_Angeles', 'en-CA', 'amazon.ca'),
  row('MX', 'A1AM78C64UM0Y8', 'NA', 'MXN', 'America/Los_Angeles', 'es-MX', 'amazon.com.mx'),
  row('BR', 'A2Q3Y263D00KWC', 'NA', 'BRL', 'America/Sao_Paulo', 'pt-BR', 'amazon.com.br'),
  row('UK', 'A1F83G8C2ARO7P', 'EU', 'GBP', 'Europe/London', 'en-GB', 'amazon.co.uk'),
  row('DE', 'A1PA6795UKMFR9', 'EU', 'EUR', 'Europe/Berlin', 'de-DE', 'amazon.de'),
  row('FR', 'A13V1IB3VIYZZH', 'EU', 'EUR', 'Europe/Paris', 'fr-FR', 'amazon.fr'),
  row('IT', 'APJ6JRA9NG5V4', 'EU', 'EUR', 'Europe/Rome', 'it-IT', 'amazon.it'),
  row('ES', 'A1RKKUPIHCS9HS', 'EU', 'EUR', 'Europe/Paris', 'es-ES', 'amazon.es'),
  row('NL', 'A1805IZSGTT6HS', 'EU', 'EUR', 'Europe/Amsterdam', 'nl-NL', 'amazon.nl'),
  row('BE', 'AMEN7PMS3EDWL', 'EU', 'EUR', 'Europe/Brussels', 'nl-BE', 'amazon.com.be'),
  row('IE', 'A28R8C7NBKEWEA', 'EU', 'EUR', 'Europe/Dublin', 'en-IE', 'amazon.ie'),
  row('SE', 'A2NODRKZP88ZB9', 'EU', 'SEK', 'Europe/Stockholm', 'sv-SE', 'amazon.se'),
  row('PL', 'A1C3SOZRARQ6R3', 'EU', 'PLN', 'Europe/Warsaw', 'pl-PL', 'amazon.pl'),
  row('ZA', 'AE08WJ6YKNBMC', 'EU', 'ZAR', 'Africa/Johannesburg', 'en-ZA', 'amazon.co.za'),
  row('EG', 'ARBP9OOSHTCHU', 'EU', 'EGP', 'Africa/Cairo', 'ar-EG', 'amazon.eg'),
  row('TR', 'A33AVAJ2PDY3EV', 'EU', 'TRY', 'Europe/Istanbul', 'tr-TR', 'amazon.com.tr'),
  row('SA', 'A17E79C6D8DWNP', 'EU', 'SAR', 'Asia/Riyadh', 'ar-SA', 'amazon.sa'),
  row('AE', 'A2VIGQ35RCS4UG', 'EU', 'AED', 'Asia/Dubai', 'ar-AE', 'amazon.ae'),
  row('IN', 'A21TJRUUN4KGV', 'EU', 'INR', 'Asia/Kolkata', 'en-IN', 'amazon.in'),
  row('SG', 'A19VAU5U5O7RUS', 'FE', 'SGD', 'Asia/Singapore', 'en-SG', 'amazon.sg'),
  row('AU', 'A39IBJ37TRP1C6', 'FE', 'AUD', 'Australia/Sydney', 'en-AU', 'amazon.com.au'),
  row('JP', 'A1VC38T7YXB528', 'FE', 'JPY', 'Asia/Tokyo', 'ja-JP', 'amazon.co.jp'),
]

const byKey = new Map<string, Marketplace>()
for (const m of marketplaces) for (const key of [m.code, m.id, m.domain]) byKey.set(key.toLowerCase(), m)
byKey.set('gb', byKey.get('uk')!)

/** Finds a marketplace by country code, Amazon id or printed name ("Amazon.de"); null when unknown. */
export function findMarketplace(key: string): Marketplace | null {
  return byKey.get(key.trim().toLowerCase()) ?? null
}

/** The country code of an Amazon id; what we do not know keeps its id. */
export function codeOfMarketplace(id: string): string {
  return findMarketplace(id)?.code ?? id
}

/** The time zone of a marketplace's business day; UTC for one we do not know. */
export function timeZoneOf(marketplace: string): string {
  return findMarketplace(marketplace)?.timeZone ?? 'UTC'
}
