// Identifiers shaped like Amazon's. Product ids depend only on brand and SKU, the rest on store and counter: never on chance.

import { hashText, mix } from './random.ts'
import type { MarketplaceCode } from './world.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

function letters(seed: number, length: number): string {
  let out = ''
  let h = seed
  for (let i = 0; i < length; i++) {
    h = mix(h, i + 1)
    out += alphabet[h % alphabet.length]!
  }
  return out
}

const digits = (seed: number, length: number): string => {
  let out = ''
  for (let i = 0; out.length < length; i++) out += String(mix(seed, i) % 1_000_000_000).padStart(9, '0')
  return out.slice(0, length)
}

export const asinOf = (brand: string, sku: string): string => `B0${letters(hashText(`${brand}/${sku}`), 8)}`
export const fnskuOf = (brand: string, sku: string): string =>
  `X00${letters(hashText(`fnsku/${brand}/${sku}`), 7)}`
export const merchantToken = (key: string): string => `A${letters(hashText(`merchant/${key}`), 13)}`
export const profileIdOf = (storeKey: string): string => `3${digits(hashText(`profile/${storeKey}`), 15)}`
export const advertiserIdOf = (storeKey: string): string =>
  `ENTITY${letters(hashText(`entity/${storeKey}`), 13)}`

const orderPrefix: Readonly<Record<MarketplaceCode, readonly number[]>> = {
  US: [111, 112, 113, 114],
  CA: [701, 702],
  UK: [202, 203, 204, 205, 206],
  DE: [302, 303, 304, 305, 306],
  JP: [249, 250, 503],
}

/** Unique per store by a permutation of the counter, and between stores by the last two digits. */
export function orderIdOf(market: MarketplaceCode, storeIndex: number, storeKey: number, n: number): string {
  const prefixes = orderPrefix[market]
  const middle = String((n * 7_654_321 + (storeKey % 9_999_991)) % 10_000_000).padStart(7, '0')
  const tail = String(mix(storeKey, n) % 100_000).padStart(5, '0') + String(storeIndex % 100).padStart(2, '0')
  return `${prefixes[mix(n, storeKey) % prefixes.length]!}-${middle}-${tail}`
}

export const orderItemIdOf = (storeKey: number, n: number): string =>
  `${10 + (storeKey % 80)}${digits(mix(storeKey, n), 12)}`

/** Ads entity id: rising, 15 digits, unique in the store. */
export const adsIdOf = (storeIndex: number, n: number): string =>
  String(400_000_000_000_000 + storeIndex * 1_000_000_000_000 + n * 7_919)

export const shipmentIdOf = (storeKey: number, n: number): string =>
  `FBA${letters(mix(storeKey, 7_000 + n), 9)}`
export const settlementIdOf = (storeIndex: number, n: number): string =>
  String(21_000_000_000 + storeIndex * 97_000_000 + n * 13_571)
export const licensePlateOf = (storeKey: number, n: number): string =>
  `LPN${letters(mix(storeKey, 900_000 + n), 10)}`
export const codeOf = (prefix: string, seed: number, n: number, length: number): string =>
  prefix + letters(mix(seed, n), length)
export const numberOf = (seed: number, n: number, length: number): string =>
  `${1 + (mix(seed, n) % 9)}${digits(mix(seed, n), length - 1)}`
