// A brand from Shenzhen, new in North America and Europe: good product, few reviews, and advertising that buys everything.

import type { FamilySpec, SellerSpec } from './spec.ts'

const colours = {
  black: { code: 'BK', text: { en: 'Black', de: 'Schwarz' }, share: 0.45 },
  green: { code: 'GN', text: { en: 'Forest Green', de: 'Waldgrün' }, share: 0.25 },
  orange: { code: 'OR', text: { en: 'Orange', de: 'Orange' }, share: 0.2 },
  blue: { code: 'BL', text: { en: 'Lake Blue', de: 'Seeblau' }, share: 0.1 },
}
const colour = { en: 'Color', de: 'Farbe' }
const size = { en: 'Size', de: 'Größe' }
const outdoor = { en: 'Sports & Outdoors', de: 'Sport & Freizeit' }

const headlamp: FamilySpec = {
  key: 'headlamp',
  skuCode: 'HL',
  productType: 'HEADLAMP',
  department: outdoor,
  category: 'tools',
  package: { lengthMm: 110, widthMm: 85, heightMm: 62, weightGrams: 190 },
  priceUsd: 25.99,
  costUsd: 5.2,
  noun: { en: 'headlamp', de: 'Stirnlampe' },
  title: {
    en: '{brand} Rechargeable Headlamp, 1200 Lumen, Motion Sensor, IPX6 Waterproof, 8 Modes with Red Light, {v}',
    de: '{brand} Stirnlampe LED wiederaufladbar, 1200 Lumen, Sensor, IPX6 wasserdicht, 8 Modi mit Rotlicht, {v}',
  },
  bullets: {
    en: [
      'BRIGHT WHERE YOU LOOK: 1200 lumens with a 230 degree wide beam and a focused spot',
      'WAVE TO SWITCH: motion sensor works with gloves on',
      'RUNS ALL NIGHT: 2000 mAh cell, up to 40 hours on low, USB-C charging',
      'RAIN IS FINE: IPX6 tested, 74 g on the head',
      'IN THE BOX: headlamp, USB-C cable, helmet clips, manual',
    ],
    de: [
      'HELL, WO SIE HINSEHEN: 1200 Lumen mit 230 Grad Breitstrahl und Fernlicht',
      'SENSORSCHALTUNG: auch mit Handschuhen bedienbar',
      'LANGE LAUFZEIT: 2000 mAh Akku, bis zu 40 Stunden, USB-C',
      'WETTERFEST: nach IPX6 geprüft, nur 74 g',
      'LIEFERUMFANG: Stirnlampe, USB-C-Kabel, Helmclips, Anleitung',
    ],
  },
  queries: {
    en: [
      ['headlamp', 0.3, 0.9],
      ['rechargeable headlamp', 0.22, 1],
      ['head lamp for adults', 0.14, 0.9],
      ['camping headlamp', 0.13, 0.95],
      ['running headlight', 0.11, 0.75],
      ['hard hat light', 0.1, 0.5],
    ],
    de: [
      ['stirnlampe', 0.32, 0.9],
      ['stirnlampe led wiederaufladbar', 0.24, 1],
      ['kopflampe', 0.16, 0.9],
      ['stirnlampe joggen', 0.16, 0.8],
      ['helmlampe', 0.12, 0.5],
    ],
  },
  themes: [
    { name: colour, values: [colours.black, colours.green, colours.orange] },
    {
      name: { en: 'Pack', de: 'Packung' },
      values: [
        { code: '1', text: { en: '1 Pack', de: '1 Stück' }, share: 0.7 },
        { code: '2', text: { en: '2 Pack', de: '2 Stück' }, share: 0.3, price: 1.7, bulk: 1.9 },
      ],
    },
  ],
  shoppers: 1600,
  cpcUsd: 0.92,
  conversionRatio: 0.115,
  returnRatio: 0.05,
  reasons: { DEFECTIVE: 4, UNWANTED_ITEM: 3, NOT_AS_DESCRIBED: 2, QUALITY_UNACCEPTABLE: 1 },
  rating: 4.4,
  ratingCount: 38,
  season: { peakDay: 320, amplitude: 0.25 },
  standing: 0.05,
}

const lantern: FamilySpec = {
  key: 'lantern',
  skuCode: 'LT',
  productType: 'LANTERN',
  department: outdoor,
  category: 'tools',
  package: { lengthMm: 210, widthMm: 105, heightMm: 105, weightGrams: 540 },
  priceUsd: 34.99,
  costUsd: 8.4,
  noun: { en: 'camping lantern', de: 'Campinglampe' },
  title: {
    en: '{brand} LED Camping Lantern Rechargeable, 4 Light Modes, 10000mAh Power Bank, Dimmable, {v}',
    de: '{brand} LED Campinglampe aufladbar, 4 Lichtmodi, 10000mAh Powerbank, dimmbar, {v}',
  },
  bullets: {
    en: [
      'LIGHTS THE WHOLE TENT: 1000 lumens, dimmable from candle to flood',
      'POWER BANK INSIDE: 10000 mAh for phones and tablets',
      'UP TO 50 HOURS: with charge indicator',
      'HANG IT ANYWHERE: folding hook and magnetic base',
    ],
    de: [
      'HELLES ZELT: 1000 Lumen, stufenlos dimmbar',
      'POWERBANK: 10000 mAh für Handy und Tablet',
      'BIS 50 STUNDEN: mit Ladeanzeige',
      'ÜBERALL AUFHÄNGBAR: Haken und Magnetfuß',
    ],
  },
  queries: {
    en: [
      ['camping lantern', 0.32, 0.95],
      ['led lantern', 0.2, 0.85],
      ['rechargeable lantern', 0.2, 1],
      ['emergency light for power outage', 0.16, 0.6],
      ['tent light', 0.12, 0.85],
    ],
    de: [
      ['campinglampe', 0.34, 0.95],
      ['campinglampe led aufladbar', 0.26, 1],
      ['laterne outdoor', 0.18, 0.5],
      ['zeltlampe', 0.22, 0.9],
    ],
  },
  themes: [
    { name: colour, values: [colours.green, colours.black] },
    {
      name: size,
      values: [
        { code: 'S', text: { en: 'Compact', de: 'Kompakt' }, share: 0.4, price: 0.8, bulk: 0.6 },
        { code: 'L', text: { en: 'Large', de: 'Groß' }, share: 0.6 },
      ],
    },
  ],
  shoppers: 900,
  cpcUsd: 1.02,
  conversionRatio: 0.1,
  returnRatio: 0.045,
  reasons: { DEFECTIVE: 5, UNWANTED_ITEM: 3, NOT_AS_DESCRIBED: 1, DAMAGED_BY_CARRIER: 1 },
  rating: 4.3,
  ratingCount: 21,
  season: { peakDay: 190, amplitude: 0.45 },
  standing: 0.04,
}

const dryBag: FamilySpec = {
  key: 'dry-bag',
  skuCode: 'DB',
  productType: 'WATERPROOF_BAG',
  department: outdoor,
  category: 'sports',
  package: { lengthMm: 240, widthMm: 180, heightMm: 50, weightGrams: 420 },
  priceUsd: 21.99,
  costUsd: 4.6,
  noun: { en: 'dry bag', de: 'Packsack' },
  title: {
    en: '{brand} Waterproof Dry Bag Backpack with Phone Case, Roll Top Sack for Kayaking, Boating, Beach, {v}',
    de: '{brand} wasserdichter Packsack mit Handyhülle, Rolltop Dry Bag für Kajak, SUP, Strand, {v}',
  },
  bullets: {
    en: [
      'KEEPS WATER OUT: welded 500D PVC and a roll-top seal',
      'CARRY IT YOUR WAY: padded, removable straps',
      'PHONE CASE INCLUDED: touch screen works through the window',
      'FLOATS: roll three times, clip, throw it in',
    ],
    de: [
      'WASSERDICHT: verschweißtes 500D PVC mit Rollverschluss',
      'TRAGEKOMFORT: gepolsterte, abnehmbare Gurte',
      'MIT HANDYHÜLLE: Touchscreen bleibt bedienbar',
      'SCHWIMMT: dreimal rollen, einklippen, fertig',
    ],
  },
  queries: {
    en: [
      ['dry bag', 0.34, 0.95],
      ['waterproof dry bag', 0.24, 1],
      ['kayak dry bag', 0.16, 0.95],
      ['dry sack', 0.14, 0.9],
      ['waterproof backpack', 0.12, 0.55],
    ],
    de: [
      ['dry bag', 0.28, 0.95],
      ['packsack wasserdicht', 0.28, 1],
      ['sup tasche wasserdicht', 0.2, 0.8],
      ['seesack wasserdicht', 0.24, 0.6],
    ],
  },
  themes: [
    {
      name: size,
      values: [
        { code: '10L', text: { en: '10L', de: '10L' }, share: 0.3, price: 0.75, bulk: 0.7 },
        { code: '20L', text: { en: '20L', de: '20L' }, share: 0.45 },
        { code: '30L', text: { en: '30L', de: '30L' }, share: 0.25, price: 1.25, bulk: 1.3 },
      ],
    },
    { name: colour, values: [colours.black, colours.orange, colours.blue] },
  ],
  shoppers: 1000,
  cpcUsd: 0.7,
  conversionRatio: 0.12,
  returnRatio: 0.06,
  reasons: { UNWANTED_ITEM: 4, NOT_AS_DESCRIBED: 3, DEFECTIVE: 2, ORDERED_WRONG_ITEM: 1 },
  rating: 4.5,
  ratingCount: 54,
  season: { peakDay: 195, amplitude: 0.6 },
  standing: 0.06,
}

const poles: FamilySpec = {
  key: 'trekking-poles',
  skuCode: 'TP',
  productType: 'TREKKING_POLE',
  department: outdoor,
  category: 'sports',
  package: { lengthMm: 430, widthMm: 110, heightMm: 75, weightGrams: 690 },
  priceUsd: 39.99,
  costUsd: 11.2,
  noun: { en: 'trekking poles', de: 'Trekkingstöcke' },
  title: {
    en: '{brand} Trekking Poles Collapsible Carbon Fiber, Cork Grip, Quick Lock, Set of 2 with Tip Kit, {v}',
    de: '{brand} Trekkingstöcke Carbon faltbar, Korkgriff, Schnellverschluss, 2er Set mit Zubehör, {v}',
  },
  bullets: {
    en: [
      'LIGHT: 215 g each, carbon lower shaft',
      'GRIP THAT BREATHES: natural cork with EVA extension',
      'FITS 4 FT 9 TO 6 FT 5: lever locks adjust in seconds',
      'READY FOR ANY GROUND: rubber feet, mud and snow baskets',
    ],
    de: [
      'LEICHT: 215 g pro Stock, Carbonschaft',
      'KORKGRIFF: mit EVA-Verlängerung',
      'VON 1,45 BIS 1,95 M: Hebelverschluss',
      'FÜR JEDEN BODEN: Gummipuffer, Schlamm- und Schneeteller',
    ],
  },
  queries: {
    en: [
      ['trekking poles', 0.36, 0.95],
      ['hiking poles', 0.26, 0.95],
      ['walking sticks for hiking', 0.2, 0.8],
      ['carbon fiber trekking poles', 0.18, 1],
    ],
    de: [
      ['trekkingstöcke', 0.36, 0.95],
      ['wanderstöcke', 0.3, 0.95],
      ['nordic walking stöcke', 0.18, 0.45],
      ['trekkingstöcke carbon', 0.16, 1],
    ],
  },
  themes: [{ name: colour, values: [colours.black, colours.orange, colours.blue] }],
  shoppers: 700,
  cpcUsd: 0.98,
  conversionRatio: 0.09,
  returnRatio: 0.075,
  reasons: { NOT_AS_DESCRIBED: 3, DEFECTIVE: 3, UNWANTED_ITEM: 3, MISSING_PARTS: 1 },
  rating: 4.2,
  ratingCount: 17,
  season: { peakDay: 215, amplitude: 0.5 },
  standing: 0.03,
}

export const travenor: SellerSpec = {
  key: 'travenor',
  companyName: 'Shenzhen Tuoye Outdoor Goods Co., Ltd.',
  companyNameZh: '深圳市拓野户外用品有限公司',
  brand: 'TRAVENOR',
  story:
    'New brand in North America and Europe; decent product, few reviews, ads that buy every broad term at any price.',
  storyZh: '刚进入北美和欧洲的新品牌：产品不错，评论少，广告大词广泛匹配、无否定词，浪费严重。',
  stores: [
    { marketplace: 'US', openedDaysBefore: 120, scale: 1 },
    { marketplace: 'CA', openedDaysBefore: 60, scale: 0.9 },
    { marketplace: 'UK', openedDaysBefore: 30, scale: 0.9 },
    { marketplace: 'DE', openedDaysBefore: 0, scale: 0.9 },
  ],
  families: [headlamp, lantern, dryBag, poles],
  pages: 'plain',
  supply: {
    leadDays: 36,
    leadSpreadDays: 6,
    coverDays: 60,
    reorderDays: 55,
    openingDays: 80,
    openingSpread: 0.3,
    cartonUnits: 40,
    minimumUnits: 80,
    agedRatio: 0,
  },
  ads: 'wasteful',
  answerHours: 9,
  unansweredRatio: 0.02,
  robotRatio: 0.05,
  couponsPerYear: 3,
}
