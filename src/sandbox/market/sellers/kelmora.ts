// A kitchenware factory from Ningbo: cheap and plentiful supply, bare pages, hardly any advertising, warehouses too full.

import type { FamilySpec, SellerSpec } from './spec.ts'

const kitchen = { en: 'Kitchen & Dining', de: 'Küche, Haushalt & Wohnen' }
const colour = { en: 'Color', de: 'Farbe' }
const count = { en: 'Item Count', de: 'Stückzahl' }
const grey = { code: 'GY', text: { en: 'Grey', de: 'Grau' }, share: 0.5 }
const red = { code: 'RD', text: { en: 'Red', de: 'Rot' }, share: 0.28 }
const teal = { code: 'TL', text: { en: 'Teal', de: 'Petrol' }, share: 0.22 }

const family = (f: Omit<FamilySpec, 'department' | 'category'>): FamilySpec => ({
  ...f,
  department: kitchen,
  category: 'kitchen',
})

const mats = family({
  key: 'baking-mat',
  skuCode: 'BM',
  productType: 'BAKING_MAT',
  package: { lengthMm: 420, widthMm: 60, heightMm: 60, weightGrams: 310 },
  priceUsd: 13.99,
  costUsd: 2.1,
  noun: { en: 'silicone baking mat', de: 'Silikonbackmatte' },
  title: { en: '{brand} Silicone Baking Mat {v}', de: '{brand} Backmatte Silikon {v}' },
  bullets: {
    en: ['Food grade silicone', 'Size 16.5 x 11.6 inch'],
    de: ['Lebensmittelechtes Silikon', '42 x 29,5 cm'],
  },
  queries: {
    en: [
      ['silicone baking mat', 0.42, 1],
      ['baking mat', 0.3, 0.95],
      ['cookie sheet liner', 0.16, 0.8],
      ['pastry mat', 0.12, 0.6],
    ],
    de: [
      ['backmatte', 0.4, 0.95],
      ['silikonmatte backen', 0.34, 1],
      ['dauerbackfolie', 0.26, 0.6],
    ],
  },
  themes: [
    { name: colour, values: [grey, red] },
    {
      name: count,
      values: [
        { code: '2', text: { en: '2 Pack', de: '2er Pack' }, share: 0.6 },
        { code: '4', text: { en: '4 Pack', de: '4er Pack' }, share: 0.4, price: 1.6, bulk: 1.9 },
      ],
    },
  ],
  shoppers: 1300,
  cpcUsd: 0.62,
  conversionRatio: 0.16,
  returnRatio: 0.025,
  reasons: { UNWANTED_ITEM: 4, NOT_AS_DESCRIBED: 3, DEFECTIVE: 1 },
  rating: 4.5,
  ratingCount: 640,
  season: { peakDay: 340, amplitude: 0.35 },
  standing: 0.1,
})

const boxes = family({
  key: 'glass-containers',
  skuCode: 'GC',
  productType: 'FOOD_STORAGE_CONTAINER',
  package: { lengthMm: 400, widthMm: 290, heightMm: 190, weightGrams: 4100 },
  priceUsd: 36.99,
  costUsd: 9.8,
  noun: { en: 'glass food storage containers', de: 'Frischhaltedosen Glas' },
  title: { en: '{brand} Glass Food Containers with Lids {v}', de: '{brand} Frischhaltedosen aus Glas {v}' },
  bullets: {
    en: ['Borosilicate glass', 'Leak proof lids', 'Oven, microwave, freezer safe'],
    de: ['Borosilikatglas', 'Auslaufsichere Deckel', 'Für Ofen, Mikrowelle, Gefrierfach'],
  },
  queries: {
    en: [
      ['glass food storage containers', 0.4, 1],
      ['meal prep containers glass', 0.28, 0.95],
      ['food storage containers with lids', 0.2, 0.75],
      ['tupperware set', 0.12, 0.4],
    ],
    de: [
      ['frischhaltedosen glas', 0.42, 1],
      ['vorratsdosen glas', 0.24, 0.75],
      ['meal prep boxen glas', 0.2, 0.95],
      ['brotdose glas', 0.14, 0.5],
    ],
  },
  themes: [
    {
      name: count,
      values: [
        { code: '5', text: { en: '5 Set', de: '5er Set' }, share: 0.55 },
        { code: '10', text: { en: '10 Set', de: '10er Set' }, share: 0.45, price: 1.6, bulk: 1.8 },
      ],
    },
    { name: colour, values: [grey, teal] },
  ],
  shoppers: 1000,
  cpcUsd: 0.95,
  conversionRatio: 0.105,
  returnRatio: 0.055,
  reasons: { DAMAGED_BY_CARRIER: 5, DEFECTIVE: 2, MISSING_PARTS: 2, UNWANTED_ITEM: 2 },
  rating: 4.3,
  ratingCount: 410,
  season: { peakDay: 15, amplitude: 0.2 },
  standing: 0.07,
})

const utensils = family({
  key: 'utensil-set',
  skuCode: 'UT',
  productType: 'KITCHEN_TOOLS',
  package: { lengthMm: 340, widthMm: 140, heightMm: 120, weightGrams: 1150 },
  priceUsd: 27.99,
  costUsd: 6.2,
  noun: { en: 'silicone cooking utensil set', de: 'Küchenhelfer Set' },
  title: { en: '{brand} Kitchen Utensils Set 12 pcs {v}', de: '{brand} Küchenhelfer 12 Teile {v}' },
  bullets: {
    en: ['12 pieces with holder', 'Heat resistant 446F', 'Wood handle'],
    de: ['12 Teile mit Halter', 'Hitzebeständig bis 230 Grad', 'Holzgriffe'],
  },
  queries: {
    en: [
      ['kitchen utensils set', 0.36, 0.95],
      ['silicone cooking utensils', 0.3, 1],
      ['cooking utensils set', 0.22, 0.95],
      ['spatula set', 0.12, 0.5],
    ],
    de: [
      ['küchenhelfer set', 0.4, 0.95],
      ['kochbesteck silikon', 0.34, 1],
      ['pfannenwender silikon', 0.26, 0.55],
    ],
  },
  themes: [{ name: colour, values: [grey, red, teal] }],
  shoppers: 1100,
  cpcUsd: 0.88,
  conversionRatio: 0.11,
  returnRatio: 0.04,
  reasons: { QUALITY_UNACCEPTABLE: 3, UNWANTED_ITEM: 3, NOT_AS_DESCRIBED: 2, MISSING_PARTS: 1 },
  rating: 4.4,
  ratingCount: 820,
  season: { peakDay: 335, amplitude: 0.3 },
  standing: 0.09,
})

const sprayer = family({
  key: 'oil-sprayer',
  skuCode: 'OS',
  productType: 'OIL_SPRAYER',
  package: { lengthMm: 190, widthMm: 75, heightMm: 75, weightGrams: 290 },
  priceUsd: 11.99,
  costUsd: 1.7,
  noun: { en: 'olive oil sprayer', de: 'Ölsprüher' },
  title: { en: '{brand} Oil Sprayer Bottle {v}', de: '{brand} Ölsprüher {v}' },
  bullets: { en: ['Glass bottle', 'Fine mist'], de: ['Glasflasche', 'Feiner Nebel'] },
  queries: {
    en: [
      ['oil sprayer', 0.36, 0.95],
      ['olive oil sprayer for cooking', 0.34, 1],
      ['oil mister', 0.18, 0.9],
      ['air fryer accessories', 0.12, 0.35],
    ],
    de: [
      ['ölsprüher', 0.44, 1],
      ['öl sprühflasche', 0.36, 0.95],
      ['heißluftfritteuse zubehör', 0.2, 0.3],
    ],
  },
  themes: [
    {
      name: { en: 'Capacity', de: 'Fassungsvermögen' },
      values: [
        { code: '200', text: { en: '200 ml', de: '200 ml' }, share: 0.6 },
        { code: '470', text: { en: '470 ml', de: '470 ml' }, share: 0.4, price: 1.3, bulk: 1.6 },
      ],
    },
    {
      name: colour,
      values: [
        { code: 'BK', text: { en: 'Black', de: 'Schwarz' }, share: 0.7 },
        { code: 'WH', text: { en: 'White', de: 'Weiß' }, share: 0.3 },
      ],
    },
  ],
  shoppers: 1200,
  cpcUsd: 0.6,
  conversionRatio: 0.15,
  returnRatio: 0.05,
  reasons: { DEFECTIVE: 6, QUALITY_UNACCEPTABLE: 2, UNWANTED_ITEM: 2 },
  rating: 4.0,
  ratingCount: 350,
  season: { peakDay: 20, amplitude: 0.15 },
  standing: 0.08,
})

const spice = family({
  key: 'spice-jars',
  skuCode: 'SJ',
  productType: 'SPICE_JAR',
  package: { lengthMm: 330, widthMm: 220, heightMm: 120, weightGrams: 3200 },
  priceUsd: 29.99,
  costUsd: 7.1,
  noun: { en: 'spice jars with labels', de: 'Gewürzgläser' },
  title: { en: '{brand} Spice Jars {v}', de: '{brand} Gewürzgläser {v}' },
  bullets: { en: ['4 oz square jars', 'Labels included'], de: ['120 ml eckig', 'Etiketten inklusive'] },
  queries: {
    en: [
      ['spice jars', 0.4, 0.95],
      ['spice jars with labels', 0.36, 1],
      ['seasoning containers', 0.24, 0.75],
    ],
    de: [
      ['gewürzgläser', 0.46, 0.95],
      ['gewürzgläser set mit etiketten', 0.32, 1],
      ['gewürzregal', 0.22, 0.35],
    ],
  },
  themes: [
    {
      name: count,
      values: [
        { code: '12', text: { en: '12 Pack', de: '12 Stück' }, share: 0.4, price: 0.7, bulk: 0.6 },
        { code: '24', text: { en: '24 Pack', de: '24 Stück' }, share: 0.6 },
      ],
    },
  ],
  shoppers: 800,
  cpcUsd: 0.8,
  conversionRatio: 0.12,
  returnRatio: 0.05,
  reasons: { DAMAGED_BY_CARRIER: 6, MISSING_PARTS: 2, UNWANTED_ITEM: 2 },
  rating: 4.4,
  ratingCount: 275,
  season: { peakDay: 10, amplitude: 0.2 },
  standing: 0.07,
})

const colander = family({
  key: 'colander',
  skuCode: 'CO',
  productType: 'COLANDER',
  package: { lengthMm: 300, widthMm: 260, heightMm: 60, weightGrams: 430 },
  priceUsd: 15.99,
  costUsd: 2.9,
  noun: { en: 'collapsible colander', de: 'faltbares Sieb' },
  title: { en: '{brand} Collapsible Colander {v}', de: '{brand} Sieb faltbar {v}' },
  bullets: { en: ['Folds flat', 'Dishwasher safe'], de: ['Faltbar', 'Spülmaschinenfest'] },
  queries: {
    en: [
      ['collapsible colander', 0.4, 1],
      ['colander', 0.36, 0.8],
      ['pasta strainer', 0.24, 0.8],
    ],
    de: [
      ['sieb faltbar', 0.4, 1],
      ['nudelsieb', 0.36, 0.8],
      ['abtropfsieb', 0.24, 0.75],
    ],
  },
  themes: [{ name: colour, values: [grey, red, teal] }],
  shoppers: 600,
  cpcUsd: 0.6,
  conversionRatio: 0.12,
  returnRatio: 0.03,
  reasons: { NOT_AS_DESCRIBED: 3, UNWANTED_ITEM: 3, DEFECTIVE: 1 },
  rating: 4.4,
  ratingCount: 190,
  season: { peakDay: 180, amplitude: 0.1 },
  standing: 0.07,
})

export const kelmora: SellerSpec = {
  key: 'kelmora',
  companyName: 'Ningbo Kaimu Kitchenware Manufacturing Co., Ltd.',
  companyNameZh: '宁波凯慕厨具制造有限公司',
  brand: 'KELMORA',
  story:
    'Factory with strong supply and low cost; bare pages, hardly any ads, far too much stock and rising storage fees.',
  storyZh: '工厂型卖家：供应链强、成本低；文案和图片薄弱，几乎不投广告，库存积压、仓储费高。',
  stores: [
    { marketplace: 'US', openedDaysBefore: 900, scale: 1.1 },
    { marketplace: 'DE', openedDaysBefore: 600, scale: 1.1 },
  ],
  families: [mats, boxes, utensils, sprayer, spice, colander],
  pages: 'weak',
  supply: {
    leadDays: 40,
    leadSpreadDays: 4,
    coverDays: 120,
    reorderDays: 90,
    openingDays: 190,
    openingSpread: 0.8,
    cartonUnits: 48,
    minimumUnits: 480,
    agedRatio: 0.45,
  },
  ads: 'starved',
  answerHours: 20,
  unansweredRatio: 0.08,
  robotRatio: 0.02,
  couponsPerYear: 1,
}
