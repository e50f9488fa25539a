import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { HIGH_RISK } from '../rules/stops.ts'
import type { Governance } from './GovernancePage.tsx'
import { kindWords } from './kind-words.ts'
import { stopMessages } from './stop-messages.ts'
import type { Stoppable } from './stop-text.ts'

type Props = { data: Governance; onStop: (what: Stoppable) => void }

/** The switches, the widest first. What is stopped already stands as such. */
export function StopSwitches({ data, onStop }: Props): ReactNode {
  const words = useMessages(stopMessages)
  const kinds = useMessages(kindWords)
  const risky = data.kinds.filter((kind) => kind.highRisk).map((kind) => kinds[kind.name] ?? kind.name)
  const whole: Stoppable = { scope: 'client', target: '', targetName: '' }
  const risk: Stoppable = { scope: 'kind', target: HIGH_RISK, targetName: '' }
  return (
    <>
      <div className="sw-stop-main">
        <Big data={data} onStop={onStop} what={whole} label={words.stopClient} hint={words.stopClientHint} />
        <Big data={data} onStop={onStop} what={risk} label={words.freeze} hint={risky.join(' · ')} />
      </div>
      <Group
        title={words.byStore}
        data={data}
        onStop={onStop}
        all={data.stores.map(({ storeId, name }) => ({ scope: 'store', target: storeId, targetName: name }))}
      />
      <Group
        title={words.byKind}
        data={data}
        onStop={onStop}
        all={data.kinds.map(({ name }) => ({
          scope: 'kind',
          target: name,
          targetName: kinds[name] ?? name,
        }))}
      />
      {data.side === 'agency' ? <AgencySwitches data={data} onStop={onStop} /> : null}
    </>
  )
}

function AgencySwitches({ data, onStop }: Props): ReactNode {
  const words = useMessages(stopMessages)
  const whole: Stoppable = { scope: 'agency', target: '', targetName: '' }
  return (
    <div className="sw-stop-agency">
      <h3 className="sw-part">{words.agencyPart}</h3>
      <div className="sw-stop-main">
        <Big
          data={data}
          onStop={onStop}
          what={whole}
          label={words.wholeAgency}
          hint={words.wholeAgencyHint}
        />
      </div>
      <Group
        title={words.byApp}
        hint={words.byAppHint}
        data={data}
        onStop={onStop}
        all={data.apps.map(({ appId, name }) => ({ scope: 'app', target: appId, targetName: name }))}
      />
    </div>
  )
}

/** A stop of the other side may be lifted without us: ours stays to be ordered. */
function stoppedBy(data: Governance, { scope, target }: Stoppable): 'us' | 'them' | null {
  const same = data.stops.filter((stop) => stop.inForce && stop.scope === scope && stop.target === target)
  if (same.some((stop) => stop.side === data.side)) return 'us'
  return same.length > 0 ? 'them' : null
}

function Big(props: Props & { what: Stoppable; label: string; hint: string }): ReactNode {
  const words = useMessages(stopMessages)
  const stopped = stoppedBy(props.data, props.what)
  const hint = stopped === 'us' ? words.already : stopped === 'them' ? words.alreadyOther : props.hint
  return (
    <Button
      danger
      type={props.what.scope === 'client' ? 'primary' : 'default'}
      className="sw-stop-big"
      disabled={stopped === 'us'}
      onClick={() => props.onStop(props.what)}
    >
      <span>
        <strong>{props.label}</strong>
        <span>{hint}</span>
      </span>
    </Button>
  )
}

function Group(props: Props & { title: string; hint?: string; all: readonly Stoppable[] }): ReactNode {
  const words = useMessages(stopMessages)
  if (props.all.length === 0) return null
  return (
    <div className="sw-stop-group" role="group" aria-label={props.title}>
      <h3 className="sw-part">{props.title}</h3>
      {props.hint === undefined ? null : <p className="sw-quiet">{props.hint}</p>}
      <div className="sw-actions">
        {props.all.map((what) => {
          const stopped = stoppedBy(props.data, what) === 'us'
          return (
            <Button
              key={`${what.scope} ${what.target}`}
              disabled={stopped}
              onClick={() => props.onStop(what)}
            >
              {what.targetName}
              {stopped ? ` · ${words.already}` : ''}
            </Button>
          )
        })}
      </div>
    </div>
  )
}
