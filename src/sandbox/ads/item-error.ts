// What goes wrong with one item of a batch, in Sponsored Products' one-of errors.

import { MarketRefusal } from '../market/refusal.ts'
import { type AdsCall, fromMinor } from './call.ts'

export class ItemError extends Error {
  readonly kind: string
  readonly value: Readonly<Record<string, unknown>>

  constructor(kind: string, reason: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(`${kind} ${reason}`)
    this.kind = kind
    this.value = { reason, message: `${kind}: ${reason}`, ...extra }
  }
}

/** The error as an item of `error[]`. `location` names the field: '$.campaigns[1].budget.budget'. */
export function shownError(error: ItemError, location: string): unknown {
  return {
    errorType: error.kind,
    errorValue: { [error.kind]: { ...error.value, cause: { location, trigger: '' } } },
  }
}

/** A refusal of the market in the words of the API. */
export function itemErrorOf(call: AdsCall, error: unknown, entityType: string): ItemError {
  if (error instanceof ItemError) return error
  if (!(error instanceof MarketRefusal)) throw error
  const { code, params } = error
  if (code === 'market.notFound')
    return new ItemError('entityNotFoundError', 'ENTITY_NOT_FOUND', {
      entityId: String(params['id']),
      entityType,
    })
  if (code === 'market.archived')
    return new ItemError('entityStateError', 'ARCHIVED_ENTITY_CANNOT_BE_MODIFIED', { entityType })
  if (code === 'market.duplicate')
    return new ItemError(
      'duplicateValueError',
      params['entity'] === 'campaign' ? 'NAME_NOT_UNIQUE' : 'DUPLICATE_VALUE',
    )
  if (code === 'market.outOfRange') {
    const isBudget = params['field'] === 'dailyBudgetMinor'
    const isPercent = params['field'] === 'placementPercent'
    const show = (value: unknown): string =>
      String(isPercent ? Number(value) : fromMinor(call, Number(value)))
    const limits = { lowerLimit: show(params['min']), upperLimit: show(params['max']) }
    if (isPercent)
      return new ItemError(
        'rangeError',
        Number(params['value']) < Number(params['min']) ? 'TOO_LOW' : 'TOO_HIGH',
        limits,
      )
    if (isBudget) return new ItemError('budgetError', 'BUDGET_OUT_OF_MARKET_PLACE_RANGE', limits)
    return new ItemError('biddingError', 'BID_OUT_OF_MARKET_PLACE_RANGE', limits)
  }
  return new ItemError('otherError', 'OTHER_ERROR')
}
