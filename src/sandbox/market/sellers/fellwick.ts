// A pet brand that also sells on its own site and other platforms: well made pages, five marketplaces, stock always short,
// and a harness whose sizes do not fit.

import type { FamilySpec, SellerSpec, Theme } from './spec.ts'

const pets = { en: 'Pet Supplies', de: 'Haustier', ja: 'ペット用品' }
const colour = { en: 'Color', de: 'Farbe', ja: '色' }
const size = { en: 'Size', de: 'Größe', ja: 'サイズ' }
const white = { code: 'WH', text: { en: 'White', de: 'Weiß', ja: 'ホワイト' }, share: 0.55 }
const grey = { code: 'GY', text: { en: 'Grey', de: 'Grau', ja: 'グレー' }, share: 0.45 }

const sizes: Theme = {
  name: size,
  values: [
    { code: 'S', text: { en: 'S', de: 'S', ja: 'S' }, share: 0.22, price: 0.92, bulk: 0.8, returns: 1.1 },
    { code: 'M', text: { en: 'M', de: 'M', ja: 'M' }, share: 0.36 },
    { code: 'L', text: { en: 'L', de: 'L', ja: 'L' }, share: 0.28, price: 1.05, bulk: 1.2, returns: 1.15 },
    {
      code: 'XL',
      text: { en: 'XL', de: 'XL', ja: 'XL' },
      share: 0.14,
      price: 1.1,
      bulk: 1.35,
      returns: 1.35,
    },
  ],
}

const family = (f: Omit<FamilySpec, 'department' | 'category'>): FamilySpec => ({
  ...f,
  department: pets,
  category: 'pet',
})

const fountain = family({
  key: 'cat-fountain',
  skuCode: 'CF',
  productType: 'PET_WATER_FOUNTAIN',
  package: { lengthMm: 230, widthMm: 220, heightMm: 190, weightGrams: 1080 },
  priceUsd: 38.99,
  costUsd: 10.3,
  noun: { en: 'cat water fountain', de: 'Katzenbrunnen', ja: '猫 給水器' },
  title: {
    en: '{brand} Cat Water Fountain, 2.5L Quiet Pet Fountain with Triple Filter, Visible Water Level, {v}',
    de: '{brand} Katzenbrunnen 2,5 L, leiser Trinkbrunnen mit Dreifachfilter und Wasserstandsanzeige, {v}',
    ja: '{brand} 猫 給水器 自動 2.5L 静音 三重フィルター 水位確認窓付き {v}',
  },
  bullets: {
    en: [
      'CATS DRINK MORE: running water, three flow modes',
      'QUIETER THAN A WHISPER: under 25 dB, dry-run protection',
      'CLEAN WATER: triple filter takes hair, taste and limescale',
      'SEE THE LEVEL: window and night light',
      'EASY TO WASH: three parts, dishwasher safe bowl',
    ],
    de: [
      'KATZEN TRINKEN MEHR: fließendes Wasser, drei Modi',
      'FLÜSTERLEISE: unter 25 dB, Trockenlaufschutz',
      'SAUBERES WASSER: Dreifachfilter gegen Haare, Geschmack, Kalk',
      'WASSERSTAND IM BLICK: Fenster und Nachtlicht',
      'LEICHT ZU REINIGEN: drei Teile, spülmaschinenfest',
    ],
    ja: [
      '流れる水で飲水量アップ 3つの水流モード',
      '25dB以下の静音設計 空焚き防止機能',
      '三重フィルターで毛やニオイを除去',
      '水位が見える窓とナイトライト',
      '分解して丸洗いできます',
    ],
  },
  queries: {
    en: [
      ['cat water fountain', 0.44, 1],
      ['pet water fountain', 0.26, 0.95],
      ['water fountain for cats', 0.2, 1],
      ['dog water dispenser', 0.1, 0.45],
    ],
    de: [
      ['katzenbrunnen', 0.5, 1],
      ['trinkbrunnen katze', 0.34, 1],
      ['wassernapf hund', 0.16, 0.35],
    ],
    ja: [
      ['猫 給水器', 0.5, 1],
      ['ペット 給水器 自動', 0.32, 0.95],
      ['犬 水飲み器', 0.18, 0.5],
    ],
  },
  themes: [{ name: colour, values: [white, grey] }],
  shoppers: 1500,
  cpcUsd: 1.1,
  conversionRatio: 0.11,
  returnRatio: 0.065,
  reasons: { DEFECTIVE: 6, NOT_AS_DESCRIBED: 2, UNWANTED_ITEM: 2, MISSING_PARTS: 1 },
  rating: 4.3,
  ratingCount: 1850,
  season: { peakDay: 200, amplitude: 0.12 },
  standing: 0.16,
})

const filters = family({
  key: 'fountain-filter',
  skuCode: 'FF',
  productType: 'PET_FOUNTAIN_FILTER',
  package: { lengthMm: 150, widthMm: 150, heightMm: 60, weightGrams: 210 },
  priceUsd: 15.99,
  costUsd: 2.4,
  noun: { en: 'cat fountain filters', de: 'Ersatzfilter Katzenbrunnen', ja: '給水器 フィルター' },
  title: {
    en: '{brand} Replacement Filters for Cat Water Fountain, Carbon and Ion Exchange Resin, {v}',
    de: '{brand} Ersatzfilter für Katzenbrunnen, Aktivkohle und Ionenaustauscher, {v}',
    ja: '{brand} 給水器 交換フィルター 活性炭 イオン交換樹脂 {v}',
  },
  bullets: {
    en: ['FITS our 2.5L fountain', 'CHANGE every 3 to 4 weeks', 'SEALED one by one'],
    de: ['PASSEND für unseren 2,5-L-Brunnen', 'WECHSEL alle 3 bis 4 Wochen', 'EINZELN verpackt'],
    ja: ['2.5L給水器専用', '3〜4週間ごとに交換', '個別包装'],
  },
  queries: {
    en: [
      ['cat fountain filters', 0.55, 0.85],
      ['pet fountain replacement filters', 0.45, 0.85],
    ],
    de: [
      ['katzenbrunnen filter', 0.6, 0.85],
      ['ersatzfilter trinkbrunnen', 0.4, 0.8],
    ],
    ja: [
      ['給水器 フィルター', 0.6, 0.85],
      ['猫 給水器 交換フィルター', 0.4, 0.85],
    ],
  },
  themes: [
    {
      name: { en: 'Count', de: 'Anzahl', ja: '個数' },
      values: [
        { code: '6', text: { en: '6 Pack', de: '6 Stück', ja: '6個' }, share: 0.55, price: 0.75, bulk: 0.75 },
        {
          code: '12',
          text: { en: '12 Pack', de: '12 Stück', ja: '12個' },
          share: 0.45,
          price: 1.2,
          bulk: 1.4,
        },
      ],
    },
  ],
  shoppers: 650,
  cpcUsd: 0.55,
  conversionRatio: 0.19,
  returnRatio: 0.02,
  reasons: { NOT_COMPATIBLE: 5, UNWANTED_ITEM: 2, ORDERED_WRONG_ITEM: 2 },
  rating: 4.6,
  ratingCount: 920,
  season: { peakDay: 200, amplitude: 0.05 },
  standing: 0.25,
})

const harness = family({
  key: 'dog-harness',
  skuCode: 'DH',
  productType: 'ANIMAL_HARNESS',
  package: { lengthMm: 230, widthMm: 170, heightMm: 55, weightGrams: 330 },
  priceUsd: 28.99,
  costUsd: 6.1,
  noun: { en: 'no pull dog harness', de: 'Hundegeschirr', ja: '犬 ハーネス' },
  title: {
    en: '{brand} No Pull Dog Harness, Adjustable Reflective Vest with Handle, Front Clip, {v}',
    de: '{brand} Hundegeschirr Anti-Zug, reflektierend, verstellbar, mit Griff und Frontclip, {v}',
    ja: '{brand} 犬用ハーネス 引っ張り防止 反射 ハンドル付き 調節可能 {v}',
  },
  bullets: {
    en: [
      'WALK, DO NOT PULL: front ring turns the dog gently',
      'FOUR STRAPS: adjust neck and chest',
      'SEEN AT NIGHT: reflective piping all round',
      'HANDLE: for stairs, cars and crowds',
    ],
    de: [
      'SPAZIEREN STATT ZIEHEN: Frontring lenkt sanft um',
      'VIER GURTE: an Hals und Brust verstellbar',
      'SICHTBAR BEI NACHT: rundum reflektierend',
      'MIT GRIFF: für Treppe, Auto und Gedränge',
    ],
    ja: ['前リングで引っ張りを軽減', '首と胸の4か所で調節', '夜も安心の反射素材', '階段や車に便利なハンドル'],
  },
  queries: {
    en: [
      ['dog harness', 0.36, 0.85],
      ['no pull dog harness', 0.3, 1],
      ['dog vest harness', 0.16, 0.85],
      ['puppy harness', 0.18, 0.5],
    ],
    de: [
      ['hundegeschirr', 0.42, 0.85],
      ['hundegeschirr anti zug', 0.32, 1],
      ['brustgeschirr hund', 0.26, 0.85],
    ],
    ja: [
      ['犬 ハーネス', 0.46, 0.85],
      ['犬 ハーネス 引っ張り防止', 0.32, 1],
      ['犬 胴輪', 0.22, 0.8],
    ],
  },
  themes: [
    sizes,
    {
      name: colour,
      values: [
        { code: 'BK', text: { en: 'Black', de: 'Schwarz', ja: 'ブラック' }, share: 0.6 },
        { code: 'RD', text: { en: 'Red', de: 'Rot', ja: 'レッド' }, share: 0.4 },
      ],
    },
  ],
  shoppers: 1700,
  cpcUsd: 0.85,
  conversionRatio: 0.1,
  returnRatio: 0.2,
  reasons: {
    APPAREL_TOO_SMALL: 8,
    APPAREL_TOO_LARGE: 5,
    UNWANTED_ITEM: 2,
    DEFECTIVE: 1,
    QUALITY_UNACCEPTABLE: 1,
  },
  rating: 4.1,
  ratingCount: 2300,
  season: { peakDay: 150, amplitude: 0.1 },
  standing: 0.14,
})

const tree = family({
  key: 'cat-tree',
  skuCode: 'CT',
  productType: 'PET_FURNITURE',
  package: { lengthMm: 560, widthMm: 420, heightMm: 240, weightGrams: 9800 },
  priceUsd: 84.99,
  costUsd: 27,
  noun: { en: 'cat tree', de: 'Kratzbaum', ja: 'キャットタワー' },
  title: {
    en: '{brand} Cat Tree Tower for Indoor Cats, Sisal Posts, Plush Perch and Hammock, {v}',
    de: '{brand} Kratzbaum mit Sisalsäulen, Liegeplatz und Hängematte, stabil, {v}',
    ja: '{brand} キャットタワー 据え置き 麻縄 ハンモック付き {v}',
  },
  bullets: {
    en: [
      'STANDS FIRM: weighted base and wall strap',
      'SISAL POSTS: natural fibre',
      'ASSEMBLED IN 20 MINUTES',
    ],
    de: ['STEHT FEST: schwere Bodenplatte und Wandgurt', 'SISAL: Naturfaser', 'IN 20 MINUTEN AUFGEBAUT'],
    ja: ['転倒防止ベルト付き', '天然サイザル麻', '約20分で組み立て'],
  },
  queries: {
    en: [
      ['cat tree', 0.5, 0.9],
      ['cat tower for indoor cats', 0.3, 1],
      ['cat condo', 0.2, 0.75],
    ],
    de: [
      ['kratzbaum', 0.56, 0.9],
      ['kratzbaum groß stabil', 0.28, 1],
      ['katzenbaum', 0.16, 0.85],
    ],
    ja: [
      ['キャットタワー', 0.6, 0.9],
      ['キャットタワー 据え置き', 0.4, 1],
    ],
  },
  themes: [
    {
      name: { en: 'Height', de: 'Höhe', ja: '高さ' },
      values: [
        { code: '110', text: { en: '43 in', de: '110 cm', ja: '110cm' }, share: 0.6 },
        { code: '145', text: { en: '57 in', de: '145 cm', ja: '145cm' }, share: 0.4, price: 1.3, bulk: 1.3 },
      ],
    },
  ],
  shoppers: 800,
  cpcUsd: 1.35,
  conversionRatio: 0.065,
  returnRatio: 0.08,
  reasons: { DAMAGED_BY_CARRIER: 4, MISSING_PARTS: 4, DEFECTIVE: 2, UNWANTED_ITEM: 1 },
  rating: 4.2,
  ratingCount: 530,
  season: { peakDay: 330, amplitude: 0.15 },
  standing: 0.09,
})

const bed = family({
  key: 'dog-bed',
  skuCode: 'BD',
  productType: 'PET_BED_MAT',
  package: { lengthMm: 520, widthMm: 380, heightMm: 200, weightGrams: 2100 },
  priceUsd: 42.99,
  costUsd: 12.5,
  noun: { en: 'orthopedic dog bed', de: 'Hundebett', ja: '犬用ベッド' },
  title: {
    en: '{brand} Orthopedic Dog Bed, Washable Cover, Waterproof Lining, Non-Slip Bottom, {v}',
    de: '{brand} orthopädisches Hundebett, waschbarer Bezug, wasserdicht, rutschfest, {v}',
    ja: '{brand} 犬用ベッド 低反発 洗える カバー 防水 滑り止め {v}',
  },
  bullets: {
    en: ['EASES THE JOINTS: egg-crate foam', 'COVER OFF, IN THE WASH', 'LINING KEEPS THE FOAM DRY'],
    de: ['GELENKSCHONEND: Noppenschaum', 'BEZUG ABNEHMBAR UND WASCHBAR', 'WASSERDICHTE INNENHÜLLE'],
    ja: ['関節にやさしい低反発', 'カバーは洗濯機OK', '防水インナー'],
  },
  queries: {
    en: [
      ['dog bed', 0.4, 0.8],
      ['orthopedic dog bed', 0.34, 1],
      ['washable dog bed', 0.26, 0.95],
    ],
    de: [
      ['hundebett', 0.44, 0.8],
      ['hundebett orthopädisch', 0.34, 1],
      ['hundekissen waschbar', 0.22, 0.85],
    ],
    ja: [
      ['犬 ベッド', 0.56, 0.85],
      ['犬 ベッド 洗える', 0.44, 1],
    ],
  },
  themes: [
    { ...sizes, values: sizes.values.filter((v) => v.code !== 'S') },
    { name: colour, values: [grey] },
  ],
  shoppers: 900,
  cpcUsd: 1.2,
  conversionRatio: 0.08,
  returnRatio: 0.09,
  reasons: { NOT_AS_DESCRIBED: 5, UNWANTED_ITEM: 3, QUALITY_UNACCEPTABLE: 2 },
  rating: 4.3,
  ratingCount: 760,
  season: { peakDay: 340, amplitude: 0.18 },
  standing: 0.1,
})

export const fellwick: SellerSpec = {
  key: 'fellwick',
  companyName: 'Hangzhou Feiwei Pet Products Co., Ltd.',
  companyNameZh: '杭州菲味宠物用品有限公司',
  brand: 'FELLWICK',
  story:
    'Pet brand on several platforms and five marketplaces; good pages, always out of stock somewhere, harness returns above 15 %.',
  storyZh: '多平台卖家，覆盖五个站点：页面好、口碑好，但经常断货，胸背带尺码问题导致退货率高。',
  stores: [
    { marketplace: 'US', openedDaysBefore: 1400, scale: 0.8 },
    { marketplace: 'CA', openedDaysBefore: 1000, scale: 0.9 },
    { marketplace: 'UK', openedDaysBefore: 900, scale: 0.9 },
    { marketplace: 'DE', openedDaysBefore: 900, scale: 0.9 },
    { marketplace: 'JP', openedDaysBefore: 500, scale: 0.9 },
  ],
  families: [fountain, filters, harness, tree, bed],
  pages: 'good',
  supply: {
    leadDays: 48,
    leadSpreadDays: 12,
    coverDays: 45,
    reorderDays: 38,
    openingDays: 45,
    openingSpread: 0.5,
    cartonUnits: 20,
    minimumUnits: 40,
    agedRatio: 0.05,
  },
  ads: 'patchy',
  hasBrand: true,
  answerHours: 30,
  unansweredRatio: 0.1,
  robotRatio: 0.025,
  couponsPerYear: 4,
}
