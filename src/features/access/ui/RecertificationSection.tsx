import { Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { DayText } from '#web/kit/figures.tsx'
import { Section, Teach } from '#web/kit/parts.tsx'
import { DataTable } from '#web/kit/table/DataTable.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { useAct, useEndpoint } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { listReviews, openReview } from '../api/register.ts'
import { grantMessages } from './grant-messages.ts'

type Review = OutputOf<typeof listReviews>['reviews'][number]

/** The quarterly reviews of a client's access. */
export function RecertificationSection({ clientId }: { clientId: string }): ReactNode {
  const words = useMessages(grantMessages)
  const may = useMay()
  const navigate = useNavigate()
  const asked = useEndpoint(listReviews, { params: { clientId } })
  const go = (reviewId: string): void => void navigate(`/clients/${clientId}/access/reviews/${reviewId}`)
  const begin = useAct(openReview, { onDone: ({ reviewId }) => go(reviewId) })
  const columns = useMemo(
    (): Column<Review>[] => [
      {
        key: 'quarter',
        title: words.reviewsTitle,
        value: (one) => one.quarter,
        show: (one) => words.quarter(one.quarter),
      },
      {
        key: 'state',
        title: words.lines,
        value: (one) => one.open,
        show: (one) => <ReviewState review={one} />,
      },
      { key: 'due', title: words.due, value: (one) => one.dueOn, show: (one) => <DayText day={one.dueOn} /> },
      { key: 'lines', title: words.lines, value: (one) => one.lines, figure: true, hidden: true },
      { key: 'removed', title: words.removed, value: (one) => one.removed, figure: true },
      { key: 'by', title: words.closedBy, value: (one) => one.closedByName },
    ],
    [words],
  )
  const rows = useMemo(() => asked.data?.reviews ?? [], [asked.data])
  return (
    <Section title={words.reviewsTitle}>
      {asked.data === undefined ? null : <p className="sw-quiet">{words.reviewsAbout(asked.data.nextOn)}</p>}
      <DataTable<Review>
        name="access-reviews"
        label={words.reviewsTitle}
        rows={rows}
        columns={columns}
        rowKey={(one) => one.reviewId}
        loading={asked.isPending}
        error={asked.error}
        retry={() => void asked.refetch()}
        toolsFrom={8}
        onOpen={(one) => go(one.reviewId)}
        empty={
          <Teach
            title={words.reviewsNone}
            text={words.reviewsNoneText}
            action={
              may('register.review') ? (
                <Button
                  type="primary"
                  loading={begin.isPending}
                  onClick={() => begin.mutate({ params: { clientId } })}
                >
                  {words.openReview}
                </Button>
              ) : null
            }
          />
        }
      />
    </Section>
  )
}

/** Where a review stands, as one tag. */
export function ReviewState({
  review,
}: {
  review: Pick<Review, 'closedAt' | 'open' | 'overdue'>
}): ReactNode {
  const words = useMessages(grantMessages)
  if (review.closedAt !== null) return <Tag color="success">{words.reviewClosed}</Tag>
  return (
    <span className="sw-tags">
      {review.open === 0 ? (
        <Tag color="processing">{words.reviewReady}</Tag>
      ) : (
        <Tag color="warning">{words.reviewOpen(review.open)}</Tag>
      )}
      {review.overdue ? <Tag color="error">{words.reviewOverdue}</Tag> : null}
    </span>
  )
}
