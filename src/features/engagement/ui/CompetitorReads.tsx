import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { instantText } from '#web/kit/format.ts'
import { marketName } from '#web/kit/Market.tsx'
import { Remark, WorkProgress } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { useMay } from '#web/viewer.tsx'
import { refreshCompetitors } from '../api/competitor-watch.ts'
import type { Competitors } from '../api/competitors.ts'
import { competitorWatchMessages } from './competitor-watch-messages.ts'

type Read = Competitors['reads'][number]

/** How far Amazon's catalogue is read, what stood in the way, and reading it now. Nothing while nothing is watched. */
export function CompetitorReads({ clientId, all }: { clientId: string; all: Competitors }): ReactNode {
  const words = useMessages(competitorWatchMessages)
  const { locale } = useLocale()
  const may = useMay()
  const { message } = App.useApp()
  const refresh = useAct(refreshCompetitors, { onDone: () => void message.success(words.refreshed) })
  const { reads, nextReadOn } = all
  if (!all.lines.some((one) => one.watchId !== null)) return null
  const waiting = reads.filter((one) => one.state === 'waiting')
  const newest = newestOf(reads)
  const last = reads.find((one) => one.state === 'done')
  return (
    <div className="sw-competitor-reads">
      {waiting.map((one) => (
        <WorkProgress
          key={one.readId}
          title={words.reading(marketName(one.marketplace, locale))}
          done={one.done}
          total={one.products}
          state="running"
          note={words.waitingReasons[one.reason ?? ''] ?? words.readingNote}
        />
      ))}
      {newest.flatMap((one) => {
        const market = marketName(one.marketplace, locale)
        if (one.state === 'failed')
          return (
            <Remark
              key={one.readId}
              kind="error"
              title={words.failed(market)}
              text={words.failedReasons[one.reason ?? ''] ?? one.reason}
            />
          )
        const partly = words.partly[one.reason ?? '']
        return one.state === 'done' && partly !== undefined
          ? [<Remark key={one.readId} kind="warning" title={`${market} · ${partly}`} />]
          : []
      })}
      <p className="sw-quiet sw-competitor-state">
        {last === undefined
          ? null
          : words.readState(
              instantText(last.endedAt ?? last.askedAt, undefined, locale),
              last.askedBy,
              nextReadOn,
            )}{' '}
        {may('competitors.write') && waiting.length === 0 ? (
          <Button
            size="small"
            loading={refresh.isPending}
            onClick={() => refresh.mutate({ params: { clientId } })}
          >
            {words.refresh}
          </Button>
        ) : null}
      </p>
    </div>
  )
}

/** Of each marketplace the newest reading. */
function newestOf(reads: readonly Read[]): Read[] {
  return [...Map.groupBy(reads, (one) => one.marketplace).values()].map((all) => all[0]!)
}
