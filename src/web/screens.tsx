import { Button, Result, Skeleton } from 'antd'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useMessages } from './i18n.tsx'
import { useRefusalWords } from './refusals.tsx'
import { shellMessages } from './shell-messages.ts'

/** While a page's code or its first answer is on its way. */
export function PageSkeleton(): ReactNode {
  const words = useMessages(shellMessages)
  return (
    <div role="status" aria-label={words.loading} className="sw-skeleton">
      <Skeleton active title={{ width: '30%' }} paragraph={{ rows: 1, width: '50%' }} />
      <Skeleton active title={false} paragraph={{ rows: 8 }} />
    </div>
  )
}

/** The same for one part of a page. */
export function PartSkeleton(): ReactNode {
  const words = useMessages(shellMessages)
  return (
    <div role="status" aria-label={words.loading}>
      <Skeleton active title={false} paragraph={{ rows: 3 }} />
    </div>
  )
}

export function LostPage(): ReactNode {
  const words = useMessages(shellMessages)
  return (
    <Result
      status="404"
      title={<h1>{words.lostTitle}</h1>}
      subTitle={words.lostText}
      extra={
        <Link to="/">
          <Button type="primary">{words.home}</Button>
        </Link>
      }
    />
  )
}

export function ForbiddenPage(): ReactNode {
  const words = useMessages(shellMessages)
  return (
    <Result
      status="403"
      title={<h1>{words.forbiddenTitle}</h1>}
      subTitle={words.forbiddenText}
      extra={
        <Link to="/">
          <Button type="primary">{words.home}</Button>
        </Link>
      }
    />
  )
}

/** What failed to load, in words, with a way to try again. */
export function Trouble(props: { error: unknown; retry?: () => void }): ReactNode {
  const words = useMessages(shellMessages)
  const { says, remedy } = useRefusalWords()(props.error)
  return (
    <Result
      status="warning"
      title={says}
      subTitle={remedy}
      extra={props.retry === undefined ? null : <Button onClick={props.retry}>{words.retry}</Button>}
    />
  )
}

function BrokenPage({ error }: { error: Error }): ReactNode {
  const words = useMessages(shellMessages)
  // A chunk that is gone means a newer build was put in place while this page was open.
  const stale = /dynamically imported module|importing a module script/i.test(error.message)
  return (
    <Result
      status={stale ? 'info' : 'error'}
      title={<h1>{stale ? words.staleTitle : words.brokenTitle}</h1>}
      subTitle={stale ? words.staleText : words.brokenText}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {words.reload}
        </Button>
      }
    >
      {stale ? null : <pre className="sw-broken">{error.message}</pre>}
    </Result>
  )
}

/** Keeps one page's failure from taking the menu with it; keyed by the address, so that another page starts afresh. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    reportError(new Error(`${error.message}${info.componentStack ?? ''}`, { cause: error }))
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <BrokenPage error={this.state.error} />
  }
}
