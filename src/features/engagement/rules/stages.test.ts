import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StageFacts, afterClosing, blockersOf, criteriaOf, reopenable, stages } from './stages.ts'

const nothing: StageFacts = {
  questionnaireAt: null,
  fitAt: null,
  diagnosisAt: null,
  planSignedVersion: null,
  quoteIssued: false,
  contractInForceVersion: null,
  papersSigned: false,
  spConnectedAt: null,
  adsConnectedAt: null,
  registerRecertifiedAt: null,
  changeAppliedAt: null,
  changeConfirmedAt: null,
  effectMeasuredAt: null,
  certificateAt: null,
  monthlyReport: null,
  roundBeganAt: null,
  roundPlanVersion: null,
}

describe('exit criteria', () => {
  it('hold nowhere when nothing is known', () => {
    for (const list of Object.values(criteriaOf(nothing))) expect(list.filter((one) => one.met)).toEqual([])
  })

  it('say since when, and by which version', () => {
    const known = {
      ...nothing,
      questionnaireAt: '2026-03-01T00:00:00.000Z',
      diagnosisAt: '2026-03-02T00:00:00.000Z',
      planSignedVersion: 2,
    }
    const { diagnose } = criteriaOf(known)
    expect(diagnose.map((one) => [one.code, one.met, one.since?.slice(0, 10) ?? one.version])).toEqual([
      ['questionnaire_answered', true, '2026-03-01'],
      ['fit_decided', false, null],
      ['diagnosis_made', true, '2026-03-02'],
      ['plan_signed', true, 2],
      ['quote_issued', false, null],
    ])
    expect(blockersOf(diagnose)).toEqual(['fit_decided', 'quote_issued'])
  })

  it('of the last stage want a diagnosis and a plan younger than the work', () => {
    const worked = { ...nothing, changeAppliedAt: '2026-04-01T00:00:00.000Z', planSignedVersion: 1 }
    const of = (facts: StageFacts) => blockersOf(criteriaOf(facts).iterate)
    expect(of({ ...worked, diagnosisAt: '2026-03-02T00:00:00.000Z' })).toEqual([
      'diagnosis_renewed',
      'plan_renewed',
    ])
    expect(of({ ...worked, diagnosisAt: '2026-05-02T00:00:00.000Z', planSignedVersion: 2 })).toEqual([])
    expect(
      of({
        ...worked,
        diagnosisAt: '2026-05-02T00:00:00.000Z',
        planSignedVersion: 2,
        roundBeganAt: '2026-06-01T00:00:00.000Z',
        roundPlanVersion: 2,
      }),
    ).toEqual(['diagnosis_renewed', 'plan_renewed'])
  })
})

describe('stages', () => {
  it('follow each other, and the last leads into the next round', () => {
    let at = afterClosing({ stage: 'diagnose', round: 1 })
    const way = [at]
    for (let step = 0; step < 4; step++) way.push((at = afterClosing(at)))
    expect(way.map((one) => `${one.round} ${one.stage}`)).toEqual([
      '1 access',
      '1 operate',
      '1 review',
      '1 iterate',
      '2 operate',
    ])
  })

  it('open again only backwards and within the round', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.integer({ min: 1, max: 9 }), (stage, round) => {
        for (const one of reopenable({ stage, round })) {
          expect(stages.indexOf(one)).toBeLessThan(stages.indexOf(stage))
          if (round > 1) expect(stages.indexOf(one)).toBeGreaterThanOrEqual(2)
        }
      }),
    )
    expect(reopenable({ stage: 'diagnose', round: 1 })).toEqual([])
    expect(reopenable({ stage: 'operate', round: 2 })).toEqual([])
  })
})
