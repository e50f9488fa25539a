import { isDay } from '#kernel/day.ts'
import { findMarketplace } from '#kernel/marketplace.ts'
import { microsFromDecimal } from '#kernel/money.ts'
import {
  type Condition,
  type Question,
  type QuestionId,
  findQuestion,
  questions,
} from './intake-questions.ts'

// What may be answered, what is asked, and what still lacks.

export type MoneyAnswer = { readonly amount: string; readonly currency: string }
export type Answer = string | number | boolean | readonly string[] | MoneyAnswer
export type Answers = Readonly<Partial<Record<QuestionId, Answer>>>

/** Why an answer is not taken: a code with its numbers, beside the question it is about. */
export type AnswerProblem = {
  readonly question: QuestionId
  readonly code: AnswerCode
  readonly most: number | null
}
export type AnswerCode =
  | 'required'
  | 'wrong_kind'
  | 'too_long'
  | 'too_large'
  | 'not_an_option'
  | 'amount_wrong'
  | 'currency_wrong'
  | 'day_wrong'
  | 'market_unknown'
  | 'looks_like_password'

/** Currencies in which a budget may be named. */
export const intakeCurrencies = ['CNY', 'USD', 'EUR', 'GBP', 'JPY'] as const

const TEXT_MOST = 500

/** Nobody is asked for a password, and what reads like one is not kept. */
const password = /(密码|口令|password|passwd|passcode|\bpwd\b)\s*(?:[:：=]|是|为|\bis\b)\s*\S/i

/** Why this answer to this question is not taken; null when it is. */
export function checkAnswer(question: Question, value: unknown): Omit<AnswerProblem, 'question'> | null {
  const no = (code: AnswerCode, most: number | null = null) => ({ code, most })
  switch (question.type) {
    case 'text':
    case 'long':
      if (typeof value !== 'string' || value.trim() === '') return no('wrong_kind')
      if (value.length > (question.most ?? TEXT_MOST)) return no('too_long', question.most ?? TEXT_MOST)
      return password.test(value) ? no('looks_like_password') : null
    case 'count':
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return no('wrong_kind')
      return value > (question.most ?? Infinity) ? no('too_large', question.most ?? null) : null
    case 'one':
      return typeof value === 'string' && question.options?.includes(value) === true
        ? null
        : no('not_an_option')
    case 'many':
      return isList(value) && value.length > 0 && value.every((one) => question.options?.includes(one))
        ? null
        : no('not_an_option')
    case 'markets':
      return isList(value) && value.length > 0 && value.every((code) => findMarketplace(code)?.code === code)
        ? null
        : no('market_unknown')
    case 'yes':
      return typeof value === 'boolean' ? null : no('wrong_kind')
    case 'day':
      return typeof value === 'string' && isDay(value) ? null : no('day_wrong')
    case 'money':
      return checkMoney(value)
  }
}

function checkMoney(value: unknown): Omit<AnswerProblem, 'question'> | null {
  const { amount, currency } = (value ?? {}) as Partial<MoneyAnswer>
  const micros = typeof amount === 'string' && amount.length < 16 ? microsFromDecimal(amount) : null
  if (micros === null || micros < 0n) return { code: 'amount_wrong', most: null }
  return intakeCurrencies.some((one) => one === currency) ? null : { code: 'currency_wrong', most: null }
}

function isList(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.every((one) => typeof one === 'string') &&
    new Set(value).size === value.length
  )
}

/** The questions that are asked, given the answers. An answer to a question that is not asked opens nothing. */
export function asked(answers: Answers): QuestionId[] {
  const open = new Set<QuestionId>()
  const holds = ({ of, has }: Condition): boolean => {
    if (!open.has(of as QuestionId)) return false
    const answer = answers[of as QuestionId]
    const given = typeof answer === 'boolean' ? [answer ? 'yes' : 'no'] : [answer].flat()
    return given.some((one) => typeof one === 'string' && has.includes(one))
  }
  for (const question of questions) if ((question.when ?? []).every(holds)) open.add(question.id)
  return [...open]
}

/** The answers to what is asked; others are what somebody wrote before changing an earlier answer. */
export function spoken(answers: Answers): Answers {
  return Object.fromEntries(
    asked(answers).flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
  )
}

/** Takes in new answers (null takes one back). What is wrong is left out and said; everything else is kept. */
export function merge(
  before: Answers,
  given: Readonly<Record<string, unknown>>,
): { answers: Answers; problems: AnswerProblem[] } {
  const answers: Partial<Record<QuestionId, Answer>> = { ...before }
  const problems: AnswerProblem[] = []
  for (const [id, value] of Object.entries(given)) {
    const question = findQuestion(id)
    if (question === null) continue
    if (value === null) delete answers[question.id]
    else {
      const problem = checkAnswer(question, value)
      if (problem === null) answers[question.id] = value as Answer
      else problems.push({ question: question.id, ...problem })
    }
  }
  return { answers, problems }
}

/** What keeps these answers from being submitted. */
export function lacking(answers: Answers): AnswerProblem[] {
  return asked(answers).flatMap((id) => {
    const question = findQuestion(id)!
    const answer = answers[id]
    if (answer === undefined)
      return question.required === true ? [{ question: id, code: 'required' as const, most: null }] : []
    const problem = checkAnswer(question, answer)
    return problem === null ? [] : [{ question: id, ...problem }]
  })
}

/** How many of the required questions are answered. */
export function progressOf(answers: Answers): { done: number; total: number } {
  const required = asked(answers).filter((id) => findQuestion(id)!.required === true)
  return { done: required.filter((id) => answers[id] !== undefined).length, total: required.length }
}

export type AnswerChange = {
  readonly question: QuestionId
  readonly before: Answer | null
  readonly after: Answer | null
}

/** What differs between two submissions, in the order of the questions. */
export function compareAnswers(before: Answers, after: Answers): AnswerChange[] {
  const [old, now] = [spoken(before), spoken(after)]
  return questions.flatMap(({ id }) =>
    sameAnswer(old[id], now[id]) ? [] : [{ question: id, before: old[id] ?? null, after: now[id] ?? null }],
  )
}

/** Whether two answers say the same; the order of what was ticked does not matter. */
export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  const plain = (one: Answer | undefined): string => {
    if (isList(one)) return JSON.stringify(one.toSorted((x, y) => (x < y ? -1 : 1)))
    if (typeof one !== 'object') return JSON.stringify(one ?? null)
    const { amount, currency } = one as MoneyAnswer
    return `${microsFromDecimal(amount)} ${currency}`
  }
  return plain(a) === plain(b)
}
