// Gross and invalid traffic: reporting v3 (spGrossAndInvalids, JSON) and the console's report of the same name.
import type { ReportType } from '../report-type.ts'
import { count, day, text } from '../report-type.ts'

export const adsInvalid: ReportType = {
  id: 'ads_invalid',
  dataset: 'ads_invalid',
  columns: {
    day: day({
      en: 'Date|Day',
      zh: '日期',
      de: 'Datum|Tag',
      fr: 'Date|Jour',
      it: 'Data',
      es: 'Fecha',
      ja: '日付',
    }),
    from: day({ en: 'Start Date|startDate', zh: '开始日期', de: 'Startdatum', ja: '開始日' }),
    to: day({ en: 'End Date|endDate', zh: '结束日期', de: 'Enddatum', ja: '終了日' }),
    country: text({ en: 'Country|Marketplace', zh: '国家/地区|国家', de: 'Land', ja: '国|国/地域' }),
    campaign: text({
      en: 'Campaign Name|Campaign',
      zh: '广告活动名称|广告活动',
      de: 'Kampagnenname|Kampagne',
      fr: 'Nom de la campagne|Campagne',
      it: 'Nome campagna|Campagna',
      es: 'Nombre de la campaña|Campaña',
      ja: 'キャンペーン名|キャンペーン',
    }),
    impressions: count({
      en: 'Impressions',
      zh: '展示量|曝光量',
      de: 'Impressionen',
      ja: 'インプレッション',
    }),
    clicks: count({
      en: 'Clicks',
      zh: '点击量',
      de: 'Klicks',
      fr: 'Clics',
      it: 'Clic',
      es: 'Clics',
      ja: 'クリック',
    }),
    grossImpressions: count({
      en: 'Gross impressions|grossImpressions',
      zh: '总展示量',
      de: 'Brutto-Impressionen',
    }),
    grossClicks: count({ en: 'Gross clicks|grossClickThroughs', zh: '总点击量', de: 'Brutto-Klicks' }),
    invalidImpressions: count({
      en: 'Invalid impressions|invalidImpressions',
      zh: '无效展示量',
      de: 'Ungültige Impressionen',
    }),
    invalidClicks: count({
      en: 'Invalid clicks|invalidClickThroughs',
      zh: '无效点击量',
      de: 'Ungültige Klicks',
    }),
  },
  required: ['campaign', 'invalidClicks', 'grossClicks|clicks'],
}
