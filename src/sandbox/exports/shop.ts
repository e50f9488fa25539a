import type { MarketReads } from '#sandbox/market/reads.ts'
import type { Settlement } from '#sandbox/market/world-trade.ts'
import type { MarketplaceCode, MarketplaceFacts, Seller, Store } from '#sandbox/market/world.ts'
import type { Charset } from './text/charset.ts'
import { clockAt, type DaySpan } from './text/dates.ts'
import { groupedMoney, plainMoney } from './text/numbers.ts'

/** Language of the pages a seller reads, and so of the headers in the files: a Chinese seller may read Amazon.com in Chinese. */
export type Words = 'en' | 'en-GB' | 'de' | 'ja' | 'zh'

/** Which of the formats in use a seller's downloads have. */
export type Habit = {
  /** Flat file V1 (wide) was withdrawn on 2026-11-11; 'v1-then-v2' has it for the older settlements. */
  settlements: 'v2' | 'v1-then-v2'
  /** The ads console of before 2026, or its unified reports. */
  ads: 'console' | 'unified'
  /** 'store': the language of the marketplace. */
  words: 'store' | 'zh'
}

/** One store seen at a moment, with what a writer needs to know about it. */
export type Shop = {
  market: MarketReads
  seller: Seller
  store: Store
  facts: MarketplaceFacts
  habit: Habit
  words: Words
  asOf: number
  /** Whole local days that have passed: the last one is yesterday. */
  span: DaySpan
}

const settlementsByShop = new WeakMap<Shop, Settlement[]>()

/** The closed settlements known at the moment of download; worked out once per shop. */
export function settlementsOf(shop: Shop): readonly Settlement[] {
  let found = settlementsByShop.get(shop)
  if (!found) settlementsByShop.set(shop, (found = shop.market.settlements(shop.store.key, shop.asOf)))
  return found
}

export type Download = { path: string; bytes: Buffer }

const storeWords: Readonly<Record<MarketplaceCode, Words>> = {
  US: 'en',
  CA: 'en',
  UK: 'en-GB',
  DE: 'de',
  JP: 'ja',
}

export function wordsOf(code: MarketplaceCode, habit: Habit): Words {
  return habit.words === 'zh' ? 'zh' : storeWords[code]
}

/** Decimal point of flat files: the store's own. */
export function flatPoint(shop: Shop): '.' | ',' {
  return shop.facts.code === 'DE' ? ',' : '.'
}

/** An amount in a flat file: '95.00', in Germany '95,00', in Japan '95'. */
export function flatMoney(shop: Shop, minor: number): string {
  return plainMoney(minor, shop.facts.decimals, flatPoint(shop))
}

export function flatCharset(shop: Shop): Charset {
  if (shop.facts.code === 'JP') return 'shift_jis'
  return shop.facts.code === 'DE' || shop.facts.code === 'UK' ? 'windows-1252' : 'utf8'
}

/** 'settlement-start-date' and its like: '2026-06-16 00:00:00 UTC', '16.06.2026 00:00:00 UTC', '2026/06/16 09:00:00 JST'. */
export function flatStamp(shop: Shop, at: number): string {
  const clock = clockAt(at, shop.facts.code === 'JP' ? 'Asia/Tokyo' : 'UTC')
  return `${flatDate(shop, at)} ${clock.hour}:${clock.minute}:${clock.second} ${clock.zone}`
}

export function flatDate(shop: Shop, at: number): string {
  const { year, month, day } = clockAt(at, shop.facts.code === 'JP' ? 'Asia/Tokyo' : 'UTC')
  if (shop.facts.code === 'DE' || shop.facts.code === 'UK') return `${day}.${month}.${year}`
  return shop.facts.code === 'JP' ? `${year}/${month}/${day}` : `${year}-${month}-${day}`
}

const foreignSigns = { USD: 'US$', CAD: 'CA$', GBP: '£', EUR: '€', JPY: 'JP¥' } as const
const homeSigns = { USD: '$', CAD: 'CA$', GBP: '£', EUR: '€', JPY: '￥' } as const

/** An amount as pages show it: '$1,234.56', 'US$1,234.56' to a reader abroad, '1.234,56 €' (with a no-break space), '￥1,234'. */
export function shownMoney(shop: Shop, minor: number): string {
  const { currency, decimals } = shop.facts
  if (shop.words === 'de') return `${groupedMoney(minor, decimals, 'de')}\u00A0€`
  const sign = shop.words === 'zh' ? foreignSigns[currency] : homeSigns[currency]
  const text = groupedMoney(Math.abs(minor), decimals, 'en')
  return `${minor < 0 ? '-' : ''}${sign}${text}`
}

export const crlf = '\r\n'

export function textFile(lines: readonly string[], lineEnd: '\n' | '\r\n'): string {
  return lines.join(lineEnd) + lineEnd
}
