// What shoppers add to the name of a thing: it makes the long tail of search terms, useful and useless.

import type { Language } from '../world.ts'
import type { QuerySpec } from './spec.ts'

/** '%' stands for the core query; share and relevance multiply those of the core. */
export const modifiers: Readonly<Record<Language, readonly QuerySpec[]>> = {
  en: [
    ['best %', 0.1, 0.95],
    ['% set', 0.09, 0.85],
    ['cheap %', 0.07, 0.6],
    ['% for women', 0.06, 0.7],
    ['large %', 0.08, 0.8],
    ['% gift', 0.05, 0.75],
    ['% replacement parts', 0.07, 0.06],
    ['mini %', 0.06, 0.4],
    ['wall mounted %', 0.06, 0.15],
    ['% for kids', 0.06, 0.3],
    ['used %', 0.05, 0.1],
    ['% repair kit', 0.05, 0.05],
    ['heavy duty %', 0.07, 0.85],
    ['% 2 pack', 0.06, 0.8],
    ['how to clean %', 0.02, 0.03],
    ['% near me', 0.02, 0.08],
  ],
  de: [
    ['% test', 0.1, 0.9],
    ['% set', 0.09, 0.85],
    ['% günstig', 0.07, 0.6],
    ['% damen', 0.05, 0.7],
    ['% groß', 0.08, 0.8],
    ['% geschenk', 0.05, 0.75],
    ['% ersatzteile', 0.07, 0.06],
    ['mini %', 0.06, 0.4],
    ['% wandmontage', 0.06, 0.15],
    ['% kinder', 0.06, 0.3],
    ['% gebraucht', 0.05, 0.1],
    ['% reparaturset', 0.03, 0.05],
    ['% robust', 0.06, 0.85],
    ['% 2er pack', 0.06, 0.8],
    ['% reinigen', 0.02, 0.03],
  ],
  ja: [
    ['% おすすめ', 0.12, 0.95],
    ['% セット', 0.09, 0.85],
    ['% 安い', 0.07, 0.6],
    ['% 女性', 0.05, 0.7],
    ['% 大きめ', 0.08, 0.8],
    ['% プレゼント', 0.05, 0.75],
    ['% 部品', 0.07, 0.06],
    ['ミニ %', 0.06, 0.4],
    ['% 子供用', 0.05, 0.3],
    ['% 中古', 0.03, 0.1],
    ['% 修理', 0.03, 0.05],
    ['% 丈夫', 0.06, 0.85],
    ['% 2個', 0.06, 0.8],
  ],
}

/** Terms that wander in from elsewhere: broad and automatic targeting meet them, hardly anyone buys. */
export const strays: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'gift card',
    'birthday gifts for men',
    'free samples',
    'wall art',
    'phone holder',
    'led strip lights',
    'office decor',
    'party supplies',
  ],
  de: [
    'gutschein',
    'geschenke für männer',
    'deko wohnzimmer',
    'handyhalterung',
    'led streifen',
    'partydeko',
    'bürobedarf',
  ],
  ja: [
    'ギフトカード',
    '誕生日 プレゼント 男性',
    'インテリア 雑貨',
    'スマホ ホルダー',
    'パーティー 飾り',
    '文房具',
  ],
}

/** Made-up rivals; their products are seen in rankings and on product pages. */
export const rivalBrands: readonly string[] = [
  'Ostrelle',
  'Nuvarro',
  'Halvenby',
  'Quillmont',
  'Zerrado',
  'Ambrook',
  'Tindrel',
  'Vossenby',
  'Marquill',
  'Dunvaro',
]
