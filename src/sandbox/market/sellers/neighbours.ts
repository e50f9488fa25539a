// Searches that share words with a product and mean something else. Broad and automatic targeting meet them all day long.

import type { Language } from '../world.ts'

type Terms = Readonly<Partial<Record<Language, readonly string[]>>>

/** By family key. */
export const neighbours: Readonly<Record<string, Terms>> = {
  headlamp: {
    en: [
      'car headlight bulbs',
      'headlight restoration kit',
      'bike light',
      'reading lamp',
      'lamp shades',
      'running belt',
    ],
    de: [
      'scheinwerfer birne',
      'fahrradlicht',
      'leselampe',
      'lampenschirm',
      'led deckenleuchte',
      'laufgürtel',
    ],
  },
  lantern: {
    en: [
      'camping chairs',
      'camping stove',
      'paper lanterns',
      'solar lights outdoor',
      'power bank',
      'camping tent',
    ],
    de: [
      'campingstuhl',
      'campingkocher',
      'solarlampen garten',
      'powerbank',
      'zelt 4 personen',
      'laterne kerze',
    ],
  },
  'dry-bag': {
    en: ['dry shampoo', 'sleeping bag', 'gym bag', 'waterproof jacket', 'kayak paddle', 'bean bag chair'],
    de: [
      'schlafsack',
      'sporttasche',
      'regenjacke wasserdicht',
      'kajak paddel',
      'sup board',
      'trockenshampoo',
    ],
  },
  'trekking-poles': {
    en: [
      'fishing poles',
      'tent poles',
      'hiking boots',
      'walking cane',
      'carbon fiber vinyl',
      'hiking backpack',
    ],
    de: ['wanderschuhe', 'zeltstangen', 'gehstock', 'angelrute carbon', 'wanderrucksack', 'skistöcke'],
  },
  'baking-mat': {
    en: ['yoga mat', 'baking soda', 'silicone molds', 'door mat', 'parchment paper', 'desk mat'],
    de: ['yogamatte', 'backpulver', 'silikonform', 'fußmatte', 'backpapier', 'schreibtischunterlage'],
  },
  'glass-containers': {
    en: [
      'wine glass',
      'plastic storage bins',
      'lunch bag',
      'food scale',
      'glass cleaner',
      'pantry organizer',
    ],
    de: [
      'weingläser',
      'aufbewahrungsbox kunststoff',
      'lunchbox edelstahl',
      'glasreiniger',
      'vorratsschrank',
      'trinkglas',
    ],
  },
  'utensil-set': {
    en: ['kitchen sink', 'knife set', 'cooking oil', 'kitchen towels', 'silicone sealant', 'cookware set'],
    de: ['küchenrolle', 'messerset', 'silikon dichtmasse', 'geschirrtücher', 'topfset', 'besteck set'],
  },
  'oil-sprayer': {
    en: ['essential oil diffuser', 'spray paint', 'air fryer', 'olive oil', 'garden sprayer', 'hair oil'],
    de: ['aroma diffuser', 'sprühlack', 'heißluftfritteuse', 'olivenöl', 'drucksprüher garten', 'haaröl'],
  },
  'spice-jars': {
    en: ['mason jars', 'cookie jar', 'spice girls', 'label maker', 'spices', 'jar opener'],
    de: ['einmachgläser', 'keksdose', 'etikettendrucker', 'gewürze', 'glasöffner', 'bonbonglas'],
  },
  colander: {
    en: ['pasta maker', 'sink strainer', 'collapsible wagon', 'salad spinner', 'pasta', 'laundry basket'],
    de: ['nudelmaschine', 'abflusssieb', 'faltbarer bollerwagen', 'salatschleuder', 'nudeln', 'wäschekorb'],
  },
  'cat-fountain': {
    en: [
      'cat litter',
      'garden fountain',
      'water filter pitcher',
      'cat food',
      'chocolate fountain',
      'cat toys',
    ],
    de: ['katzenstreu', 'gartenbrunnen', 'wasserfilter', 'katzenfutter', 'schokobrunnen', 'katzenspielzeug'],
    ja: ['猫砂', '浄水器', '猫 おやつ', '猫 おもちゃ', 'ウォーターサーバー', '水筒'],
  },
  'fountain-filter': {
    en: [
      'refrigerator water filter',
      'coffee filters',
      'aquarium filter',
      'cat hair remover',
      'air filter',
      'hvac filters',
    ],
    de: [
      'wasserfilter kartusche',
      'kaffeefilter',
      'aquarium filter',
      'luftfilter',
      'tierhaarentferner',
      'poolfilter',
    ],
    ja: [
      'コーヒー フィルター',
      'エアコン フィルター',
      '水槽 フィルター',
      '浄水器 カートリッジ',
      '掃除機 フィルター',
    ],
  },
  'dog-harness': {
    en: ['dog leash', 'climbing harness', 'dog collar', 'dog clothes', 'car seat belt', 'dog treats'],
    de: ['hundeleine', 'klettergurt', 'hundehalsband', 'hundemantel', 'sicherheitsgurt', 'hundeleckerli'],
    ja: ['犬 リード', '犬 首輪', '犬 服', '犬 おやつ', 'シートベルト', '登山 ハーネス'],
  },
  'cat-tree': {
    en: ['christmas tree', 'cat litter box', 'tower fan', 'cat wall shelves', 'tree stand', 'cat bed'],
    de: ['weihnachtsbaum', 'katzenklo', 'turmventilator', 'katzenbett', 'kratzbrett', 'christbaumständer'],
    ja: ['クリスマスツリー', 'タワーファン', '猫 トイレ', '猫 ベッド', '爪とぎ', 'タワーラック'],
  },
  'dog-bed': {
    en: ['bed frame', 'dog food', 'bed sheets', 'dog crate', 'orthopedic pillow', 'air bed'],
    de: ['bettgestell', 'hundefutter', 'bettwäsche', 'hundebox', 'orthopädisches kissen', 'luftbett'],
    ja: ['ベッドフレーム', 'ドッグフード', 'シーツ', '犬 ケージ', '低反発 枕', 'エアーベッド'],
  },
}
