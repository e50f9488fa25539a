import type { Verdict } from '../rules/fit.ts'

export const verdictColours = {
  fit: 'success',
  conditional: 'warning',
  unfit: 'error',
} as const satisfies Record<Verdict, string>
