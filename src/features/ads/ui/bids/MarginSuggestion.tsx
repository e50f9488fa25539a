import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { suggestMargin } from '#features/facts/api/costs.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { ratioText } from '#web/kit/format.ts'
import { useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import type { Place } from '../asking.ts'
import { bidMessages } from './bid-messages.ts'

/** The margin that costs and settlements tell, weighted by ad sales: a button takes it over. */
export function MarginSuggestion(props: {
  clientId: string
  place: Place
  take: (percent: number) => void
}): ReactNode {
  const { clientId, place } = props
  const words = useMessages(bidMessages)
  const { locale } = useLocale()
  const may = useMay()
  const { storeId, marketplace } = place
  const asked = useEndpoint(
    suggestMargin,
    may('costs.margin') ? { params: { clientId }, query: { storeId, marketplace } } : null,
  )
  if (asked.data === undefined) return null
  const { ratio, coverageRatio, known, products, gap, from, to } = asked.data
  const costsLink = may('costs.read') ? (
    <Link to={`/clients/${clientId}/costs`}>{words.marginCosts}</Link>
  ) : null
  if (ratio === null)
    return (
      <p className="sw-quiet">
        {words.marginGaps[gap ?? 'no_costs']} {costsLink}
      </p>
    )
  const percent = Math.round(ratio * 1000) / 10
  const text = words.marginSuggested(
    ratioText(ratio, locale),
    coverageRatio === null ? '—' : ratioText(coverageRatio, locale, 0),
    known,
    products,
  )
  return (
    <div style={{ marginBottom: 16 }}>
      <p className="sw-quiet">
        {text} {from === null || to === null ? null : words.marginDays(from, to)} {costsLink}
      </p>
      {/* A goal wants a margin of one percent or more. */}
      {percent < 1 ? (
        <p>{words.marginLoss}</p>
      ) : (
        <Button size="small" onClick={() => props.take(percent)}>
          {words.takeMargin(`${percent}%`)}
        </Button>
      )}
    </div>
  )
}
