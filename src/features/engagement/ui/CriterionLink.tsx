import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CriterionCode } from '../rules/stages.ts'
import { criterionPlaces } from './stage-words.ts'

/** Leads to where a criterion is met; plain text where there is no such place. */
export function CriterionLink(props: {
  clientId: string
  code: CriterionCode
  label?: string
  children: ReactNode
}): ReactNode {
  const place = criterionPlaces[props.code]
  if (place === null) return props.children
  return (
    <Link to={`/clients/${props.clientId}/${place}`} aria-label={props.label}>
      {props.children}
    </Link>
  )
}
