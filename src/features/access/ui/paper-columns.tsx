import { Button } from 'antd'
import { DayText, Instant } from '#web/kit/figures.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import type { paperMessages } from './paper-messages.ts'
import { type PaperLine, StandingTag, standingWords } from './paper-parts.tsx'

export function paperColumns(
  words: (typeof paperMessages)['zh'],
  onOpen: (one: PaperLine) => void,
): readonly Column<PaperLine>[] {
  return [
    {
      key: 'name',
      title: words.name,
      value: (row) => row.title,
      show: (row) => (
        <Button type="link" className="sw-paper-open" onClick={() => onOpen(row)}>
          {row.title}
        </Button>
      ),
      width: 220,
    },
    {
      key: 'kind',
      title: words.kind,
      value: (row) => words.kinds[row.kind],
      show: (row) => (
        <>
          {words.kinds[row.kind]}
          {row.reportMonth === null ? null : <div className="sw-quiet">{row.reportMonth}</div>}
        </>
      ),
      filter: 'options',
      width: 130,
    },
    {
      key: 'state',
      title: words.state,
      value: (row) => standingWords(row, words),
      show: (row) => <StandingTag paper={row} />,
      filter: 'options',
      width: 110,
    },
    {
      key: 'signatures',
      title: words.signatures,
      value: (row) =>
        row.asked.length === 0 ? words.notOffered : `${row.signed.length}/${row.asked.length}`,
      width: 100,
    },
    { key: 'purpose', title: words.purpose, value: (row) => row.purpose, width: 220 },
    {
      key: 'expires',
      title: words.expires,
      value: (row) => row.expiresOn,
      show: (row) => <DayText day={row.expiresOn} />,
      width: 120,
    },
    {
      key: 'erases',
      title: words.erases,
      value: (row) => row.erasedAt?.slice(0, 10) ?? row.eraseOn,
      show: (row) => <DayText day={row.erasedAt?.slice(0, 10) ?? row.eraseOn} />,
      width: 120,
    },
    {
      key: 'made',
      title: words.made,
      value: (row) => row.madeAt,
      show: (row) => (
        <span>
          <Instant at={row.madeAt} />
          <div className="sw-quiet">{row.madeByName}</div>
        </span>
      ),
      width: 170,
    },
  ]
}
