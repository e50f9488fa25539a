// The questionnaire as data: sections, questions, when each is asked. Words stand in ui/intake-words.ts.

export type QuestionType = 'text' | 'long' | 'count' | 'money' | 'one' | 'many' | 'yes' | 'day' | 'markets'

/** Holds when the answer to an earlier question is, or holds, one of `has`; a yes-or-no answer is 'yes' or 'no'. */
export type Condition = { readonly of: string; readonly has: readonly string[] }

export type Question = {
  readonly id: string
  readonly type: QuestionType
  readonly required?: boolean
  readonly options?: readonly string[]
  /** Asked when all hold. */
  readonly when?: readonly Condition[]
  /** Largest number, or longest text. */
  readonly most?: number
}

export type Section = { readonly id: string; readonly questions: readonly Question[] }

const goal = (...has: string[]): readonly Condition[] => [{ of: 'goals', has }]
const sells: readonly Condition[] = [{ of: 'amazonYears', has: ['under_1', '1_to_3', 'over_3'] }]
const had: readonly Condition[] = [{ of: 'pastAgency', has: ['yes'] }]

export const intakeSections = [
  {
    id: 'goals',
    questions: [
      {
        id: 'goals',
        type: 'many',
        required: true,
        options: ['brand_launch', 'clear_stock', 'launch_product', 'profit_repair'],
      },
      {
        id: 'brandRegistered',
        type: 'one',
        required: true,
        options: ['registered', 'filed', 'none'],
        when: goal('brand_launch'),
      },
      { id: 'clearUnits', type: 'count', required: true, most: 100_000_000, when: goal('clear_stock') },
      {
        id: 'clearAge',
        type: 'one',
        required: true,
        options: ['under_90', '91_180', '181_365', 'over_365'],
        when: goal('clear_stock'),
      },
      { id: 'clearBy', type: 'day', when: goal('clear_stock') },
      { id: 'launchCount', type: 'count', required: true, most: 10_000, when: goal('launch_product') },
      { id: 'launchOn', type: 'day', when: goal('launch_product') },
      {
        id: 'lossCauses',
        type: 'many',
        required: true,
        options: ['ads', 'returns', 'fees', 'price', 'stock', 'unknown'],
        when: goal('profit_repair'),
      },
    ],
  },
  {
    id: 'company',
    questions: [
      { id: 'companyName', type: 'text', required: true, most: 200 },
      {
        id: 'companyKind',
        type: 'one',
        required: true,
        options: ['brand', 'factory', 'trader', 'other'],
      },
      { id: 'contactName', type: 'text', required: true, most: 100 },
      { id: 'contactRole', type: 'text', most: 100 },
      { id: 'category', type: 'text', required: true, most: 200 },
      {
        id: 'amazonYears',
        type: 'one',
        required: true,
        options: ['never', 'under_1', '1_to_3', 'over_3'],
      },
      { id: 'marketplaces', type: 'markets', required: true, when: sells },
      { id: 'targetMarketplaces', type: 'markets', required: true },
      {
        id: 'channels',
        type: 'many',
        options: [
          'temu',
          'shein',
          'tiktok',
          'aliexpress',
          'walmart',
          'ebay',
          'own_site',
          'alibaba',
          'domestic',
          'offline',
        ],
      },
    ],
  },
  {
    id: 'range',
    questions: [
      { id: 'skuCount', type: 'count', required: true, most: 1_000_000 },
      {
        id: 'listingStyle',
        type: 'one',
        required: true,
        options: ['curated', 'variants', 'mass'],
      },
      { id: 'priceStance', type: 'one', required: true, options: ['lowest', 'middle', 'premium'] },
      {
        id: 'supply',
        type: 'one',
        required: true,
        options: ['own_factory', 'steady_supplier', 'several_suppliers', 'spot'],
      },
      { id: 'leadDays', type: 'count', most: 365 },
      { id: 'stockUnits', type: 'count', most: 100_000_000 },
    ],
  },
  {
    id: 'skills',
    questions: [
      { id: 'copySkill', type: 'one', required: true, options: ['none', 'basic', 'strong'] },
      { id: 'adsSkill', type: 'one', required: true, options: ['none', 'basic', 'strong'] },
      { id: 'teamSize', type: 'count', most: 10_000 },
    ],
  },
  {
    id: 'money',
    questions: [
      { id: 'monthlySales', type: 'money', when: sells },
      { id: 'budget', type: 'money', required: true },
      { id: 'adBudget', type: 'money' },
      { id: 'costs', type: 'one', required: true, options: ['per_sku', 'rough', 'unknown'] },
      { id: 'sharesData', type: 'one', required: true, options: ['all', 'reports', 'none'] },
    ],
  },
  {
    id: 'past',
    questions: [
      { id: 'pastAgency', type: 'yes', required: true },
      {
        id: 'pastTroubles',
        type: 'many',
        required: true,
        options: ['no_report', 'ads_waste', 'account_risk', 'no_growth', 'no_handover', 'none', 'other'],
        when: had,
      },
      { id: 'pastAccess', type: 'yes', required: true, when: had },
      { id: 'pastNotes', type: 'long', most: 2000, when: had },
    ],
  },
  {
    id: 'expectations',
    questions: [
      { id: 'expects', type: 'long', required: true, most: 2000 },
      { id: 'expectMonths', type: 'count', most: 60 },
      {
        id: 'reportRhythm',
        type: 'one',
        options: ['weekly', 'biweekly', 'monthly'],
      },
      { id: 'notes', type: 'long', most: 4000 },
    ],
  },
] as const satisfies readonly Section[]

export type SectionId = (typeof intakeSections)[number]['id']
export type QuestionId = (typeof intakeSections)[number]['questions'][number]['id']

export const questions: readonly (Question & { readonly id: QuestionId; readonly section: SectionId })[] =
  intakeSections.flatMap((section) =>
    section.questions.map((question) => ({ ...question, section: section.id })),
  )

export function findQuestion(id: string): (typeof questions)[number] | null {
  return questions.find((question) => question.id === id) ?? null
}
