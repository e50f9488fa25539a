// Product pages: how a seller writes them, and what they are worth to a shopper.

import { asinOf, fnskuOf } from './ids.ts'
import { marketplaceScale, shelfPrice } from './marketplaces.ts'
import { mix, unit } from './random.ts'
import type { FamilySpec, PageQuality, SellerSpec, Texts, Theme, VariationValue } from './sellers/spec.ts'
import type { ListingState } from './state.ts'
import type { ImageDescriptor, Language, Listing, MarketplaceFacts } from './world.ts'
import { tokensOf } from './words.ts'

export const inLanguage = (texts: Texts, language: Language): string => texts[language] ?? texts.en ?? ''

export type Variation = readonly { theme: Theme; value: VariationValue }[]

/** Every combination of the family's themes. */
export function variationsOf(family: FamilySpec): Variation[] {
  let rows: Variation[] = [[]]
  for (const theme of family.themes)
    rows = rows.flatMap((row) => theme.values.map((value) => [...row, { theme, value }]))
  return rows
}

const product = (variation: Variation, of: (v: VariationValue) => number | undefined): number =>
  variation.reduce((p, { value }) => p * (of(value) ?? 1), 1)

export const shareOf = (variation: Variation): number => product(variation, (v) => v.share)
export const returnsFactorOf = (variation: Variation): number => product(variation, (v) => v.returns)

function imagesOf(quality: PageQuality, subject: string, key: number): ImageDescriptor[] {
  const count = quality === 'good' ? 7 : quality === 'plain' ? 6 : 3
  return Array.from({ length: count }, (_, i): ImageDescriptor => {
    const isMain = i === 0
    const roll = unit(key, i, 3)
    const weak = quality === 'weak'
    return {
      slot: isMain ? 'MAIN' : `PT0${i}`,
      widthPx: weak ? 900 : 2000,
      heightPx: weak ? 900 : 2000,
      format: 'JPEG',
      backgroundHex: isMain && !(weak && roll < 0.6) ? '#FFFFFF' : '#EFEBE4',
      fillRatio: isMain ? (weak ? 0.55 + 0.25 * roll : 0.85 + 0.08 * roll) : 0.7,
      hasText: isMain ? weak && roll > 0.7 : quality === 'good' || roll > 0.5,
      isCutOff: isMain && weak && roll < 0.15,
      subject,
    }
  })
}

/** The page of one child in one store, as the seller first wrote it. */
export function buildPage(
  seller: SellerSpec,
  family: FamilySpec,
  variation: Variation,
  place: MarketplaceFacts,
  storeKey: string,
  openedOn: string,
): Listing {
  const { language } = place
  const scale = marketplaceScale[place.code]
  const prefix = seller.brand.slice(0, 2)
  const parentSku = `${prefix}-${family.skuCode}`
  const sku = [parentSku, ...variation.map(({ value }) => value.code)].join('-')
  const asin = asinOf(seller.brand, sku)
  const words = variation.map(({ value }) => inLanguage(value.text, language)).join(', ')
  const bulk = product(variation, (v) => v.bulk)
  const grow = Math.cbrt(bulk)
  const noun = inLanguage(family.noun, language)
  return {
    storeKey,
    sku,
    asin,
    fnsku: fnskuOf(seller.brand, sku),
    parentAsin: asinOf(seller.brand, parentSku),
    parentSku,
    family: family.key,
    productType: family.productType,
    category: family.category,
    brand: seller.brand,
    variation: Object.fromEntries(
      variation.map(({ theme, value }) => [
        inLanguage(theme.name, language),
        inLanguage(value.text, language),
      ]),
    ),
    title: inLanguage(family.title, language).replace('{brand}', seller.brand).replace('{v}', words),
    bullets: family.bullets[language] ?? family.bullets.en ?? [],
    description: seller.pages === 'weak' ? '' : (family.bullets[language] ?? []).join(' '),
    searchTerms:
      seller.pages === 'weak' ? '' : (family.queries[language] ?? []).map(([text]) => text).join(' '),
    images: imagesOf(seller.pages, noun, mix(asin.charCodeAt(4), sku.length)),
    package: {
      lengthMm: Math.round(family.package.lengthMm * grow),
      widthMm: Math.round(family.package.widthMm * grow),
      heightMm: Math.round(family.package.heightMm * grow),
      weightGrams: Math.round(family.package.weightGrams * bulk),
    },
    priceMinor: shelfPrice(
      place.currency,
      family.priceUsd * product(variation, (v) => v.price) * scale.priceMinorPerUsd,
    ),
    costMinor: Math.round(family.costUsd * (0.35 + 0.65 * bulk) * scale.costMinorPerUsd),
    state: 'active',
    createdOn: openedOn,
    ratingAverage: family.rating,
    ratingCount: 0,
  }
}

/** What the page's content is worth: conversion and clicks beside an ordinary page (1), and the words it can be found by. */
export function qualityOf(page: Listing): ListingState['quality'] {
  const main = page.images.find((image) => image.slot === 'MAIN')
  const cleanMain =
    main !== undefined && main.backgroundHex === '#FFFFFF' && main.fillRatio >= 0.8 && !main.hasText
  return {
    conversion:
      0.55 +
      0.05 * Math.min(5, page.bullets.length) +
      0.035 * Math.min(7, page.images.length) +
      (page.description.length > 80 ? 0.05 : 0),
    clicks: (cleanMain ? 1.02 : 0.84) * (page.title.length >= 45 ? 1 : 0.88),
    tokens: new Set(tokensOf([page.title, ...page.bullets, page.searchTerms].join(' '))),
  }
}
