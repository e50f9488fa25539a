// What buyers write, in their language. All invented; no names, no addresses.

import type { Language } from './world.ts'
import type { ReturnReason } from './world-trade.ts'

type Lines = Readonly<Record<Language, readonly string[]>>

const complaints: Readonly<Partial<Record<ReturnReason, Lines>>> = {
  DEFECTIVE: {
    en: ['Stopped working after two weeks.', 'Does not switch on any more.', 'Broke on the third use.'],
    de: ['Nach zwei Wochen defekt.', 'Lässt sich nicht mehr einschalten.', 'Beim dritten Mal kaputt.'],
    ja: ['2週間で壊れました。', '電源が入らなくなりました。', '3回目で使えなくなりました。'],
  },
  APPAREL_TOO_SMALL: {
    en: ['Runs small, the size chart is wrong.', 'Too tight around the chest even on the widest setting.'],
    de: ['Fällt klein aus, Größentabelle stimmt nicht.', 'An der Brust zu eng.'],
    ja: ['サイズ表より小さいです。', '胸まわりがきつすぎました。'],
  },
  APPAREL_TOO_LARGE: {
    en: ['Far too big, my dog slips out.', 'One size too large.'],
    de: ['Viel zu groß, der Hund schlüpft heraus.', 'Eine Nummer zu groß.'],
    ja: ['大きすぎて抜けてしまいます。', '1サイズ大きいです。'],
  },
  NOT_AS_DESCRIBED: {
    en: ['Not what the pictures show.', 'Thinner than described.'],
    de: ['Entspricht nicht den Bildern.', 'Dünner als beschrieben.'],
    ja: ['写真と違います。', '説明より薄いです。'],
  },
  DAMAGED_BY_CARRIER: {
    en: ['Arrived broken, the box was crushed.', 'One piece was shattered.'],
    de: ['Kam zerbrochen an, Karton eingedrückt.', 'Ein Teil war zersplittert.'],
    ja: ['箱がつぶれて割れていました。', '1つ割れて届きました。'],
  },
  MISSING_PARTS: {
    en: ['Screws were missing.', 'One lid was not in the box.'],
    de: ['Schrauben fehlten.', 'Ein Deckel fehlte.'],
    ja: ['ネジが足りません。', 'フタが1つ入っていませんでした。'],
  },
}

const plain: Lines = {
  en: ['Quality is poor for the price.', 'Not worth it.', 'Expected more.'],
  de: ['Für den Preis schlechte Qualität.', 'Nicht empfehlenswert.', 'Mehr erwartet.'],
  ja: ['値段の割に品質が悪いです。', '期待外れでした。', 'おすすめできません。'],
}

const praise: Lines = {
  en: [
    'Does what it should.',
    'Great value, would buy again.',
    'Very happy with it.',
    'Well made and arrived fast.',
  ],
  de: [
    'Tut, was es soll.',
    'Sehr gutes Preis-Leistungs-Verhältnis.',
    'Bin sehr zufrieden.',
    'Gut verarbeitet, schnell da.',
  ],
  ja: ['十分使えます。', 'コスパが良いです。', 'とても満足しています。', '作りが良く、すぐ届きました。'],
}

const fair: Lines = {
  en: ['It is okay.', 'Fine, but nothing special.'],
  de: ['Ist in Ordnung.', 'Geht so.'],
  ja: ['普通です。', 'まあまあです。'],
}

const questions: Lines = {
  en: [
    'Where is my parcel? It was due yesterday.',
    'Can I get a replacement for the broken part?',
    'Which size do I need?',
    'How do I return this?',
    'Please send an invoice.',
  ],
  de: [
    'Wo bleibt mein Paket? Es sollte gestern kommen.',
    'Bekomme ich Ersatz für das defekte Teil?',
    'Welche Größe brauche ich?',
    'Wie kann ich das zurückgeben?',
    'Bitte senden Sie mir eine Rechnung.',
  ],
  ja: [
    '荷物がまだ届きません。',
    '壊れた部品を交換してもらえますか。',
    'どのサイズを選べばよいですか。',
    '返品方法を教えてください。',
    '領収書をお願いします。',
  ],
}

export const messageTopics: readonly string[] = ['delivery', 'defect', 'fit', 'return', 'invoice']

const at = (lines: Lines, language: Language, n: number): string =>
  lines[language][n % lines[language].length]!

/** Text of a review of that many stars; bad ones name the product's usual fault. */
export function reviewText(language: Language, stars: number, fault: ReturnReason, n: number): string {
  if (stars >= 4) return at(praise, language, n)
  if (stars === 3) return at(fair, language, n)
  return at(complaints[fault] ?? plain, language, n)
}

export const messageText = (language: Language, topic: number): string => at(questions, language, topic)
