// The five stages of an engagement and what must hold before each may close. Times are ISO instants.

export const stages = ['diagnose', 'access', 'operate', 'review', 'iterate'] as const
export type Stage = (typeof stages)[number]

/** What is known of one engagement. Null and false: not so, or no room of the product can tell. */
export type StageFacts = {
  /** The newest submission of the questionnaire. */
  readonly questionnaireAt: string | null
  /** When the client came to count as fitting: by verdict, or by somebody's word against it. */
  readonly fitAt: string | null
  readonly diagnosisAt: string | null
  readonly planSignedVersion: number | null
  readonly quoteIssued: boolean
  readonly contractInForceVersion: number | null
  readonly papersSigned: boolean
  /** Since when each has been connected; null while any store lacks it. */
  readonly spConnectedAt: string | null
  readonly adsConnectedAt: string | null
  readonly registerRecertifiedAt: string | null
  /** Of this round: the first change that Amazon took, the first read back, the first effect measured. */
  readonly changeAppliedAt: string | null
  readonly changeConfirmedAt: string | null
  readonly effectMeasuredAt: string | null
  readonly certificateAt: string | null
  /** The first monthly report of this round that was filed. */
  readonly monthlyReport: { readonly at: string; readonly by: string; readonly month: string } | null
  /** When this round began, and the plan that was signed then; null in the first round. */
  readonly roundBeganAt: string | null
  readonly roundPlanVersion: number | null
}

export const criterionCodes = [
  'questionnaire_answered',
  'fit_decided',
  'diagnosis_made',
  'plan_signed',
  'quote_issued',
  'contract_in_force',
  'sp_connected',
  'ads_connected',
  'papers_signed',
  'register_recertified',
  'change_applied',
  'change_read_back',
  'effect_measured',
  'certificate_made',
  'monthly_report_made',
  'diagnosis_renewed',
  'plan_renewed',
] as const
export type CriterionCode = (typeof criterionCodes)[number]

export type Criterion = {
  readonly code: CriterionCode
  readonly met: boolean
  /** When it came to hold; null where that is not recorded, or it does not hold. */
  readonly since: string | null
  /** The version that meets it, of what has versions. */
  readonly version: number | null
  /** Who made it hold, and the month (YYYY-MM) that it is about; null where neither is recorded. */
  readonly by: string | null
  readonly month: string | null
}

/** Every stage's exit criteria, in order. */
export function criteriaOf(facts: StageFacts): Readonly<Record<Stage, readonly Criterion[]>> {
  const at = (code: CriterionCode, since: string | null): Criterion => ({
    code,
    met: since !== null,
    since,
    version: null,
    by: null,
    month: null,
  })
  const versioned = (code: CriterionCode, version: number | null): Criterion => ({
    code,
    met: version !== null,
    since: null,
    version,
    by: null,
    month: null,
  })
  const plain = (code: CriterionCode, met: boolean): Criterion => ({
    code,
    met,
    since: null,
    version: null,
    by: null,
    month: null,
  })
  const { diagnosisAt, roundBeganAt, planSignedVersion } = facts
  const begun = roundBeganAt ?? facts.changeAppliedAt
  // The next round rests on a picture and a plan younger than the work that they are to correct.
  const renewed = diagnosisAt !== null && begun !== null && diagnosisAt > begun ? diagnosisAt : null
  const newer =
    planSignedVersion !== null && planSignedVersion > (facts.roundPlanVersion ?? 1) ? planSignedVersion : null
  return {
    diagnose: [
      at('questionnaire_answered', facts.questionnaireAt),
      at('fit_decided', facts.fitAt),
      at('diagnosis_made', diagnosisAt),
      versioned('plan_signed', planSignedVersion),
      plain('quote_issued', facts.quoteIssued),
    ],
    access: [
      versioned('contract_in_force', facts.contractInForceVersion),
      plain('papers_signed', facts.papersSigned),
      at('sp_connected', facts.spConnectedAt),
      at('ads_connected', facts.adsConnectedAt),
      at('register_recertified', facts.registerRecertifiedAt),
    ],
    operate: [at('change_applied', facts.changeAppliedAt), at('change_read_back', facts.changeConfirmedAt)],
    review: [
      at('effect_measured', facts.effectMeasuredAt),
      at('certificate_made', facts.certificateAt),
      {
        ...at('monthly_report_made', facts.monthlyReport?.at ?? null),
        by: facts.monthlyReport?.by ?? null,
        month: facts.monthlyReport?.month ?? null,
      },
    ],
    iterate: [at('diagnosis_renewed', renewed), versioned('plan_renewed', newer)],
  }
}

/** What keeps a stage from closing. */
export function blockersOf(criteria: readonly Criterion[]): CriterionCode[] {
  return criteria.filter((one) => !one.met).map((one) => one.code)
}

export type Position = { readonly stage: Stage; readonly round: number }

/** Where an engagement stands after its stage closes: the last stage leads into the next round's work. */
export function afterClosing({ stage, round }: Position): Position {
  const next = stages[stages.indexOf(stage) + 1]
  return next === undefined ? { stage: 'operate', round: round + 1 } : { stage: next, round }
}

/** The stages that may be opened again from here: those already closed in this round. */
export function reopenable({ stage, round }: Position): Stage[] {
  const first = round === 1 ? 0 : stages.indexOf('operate')
  return stages.slice(first, stages.indexOf(stage))
}
