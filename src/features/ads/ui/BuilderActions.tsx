import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import type { BuildProduct, Built } from '../rules/structure/build.ts'
import type { Framed } from './AdsFrame.tsx'
import { builderMessages } from './builder-messages.ts'

/** What can be done with the composed campaigns: propose them. */
export function BuilderActions(
  props: Framed & { built: readonly Built[]; chosen: readonly BuildProduct[]; ready: boolean },
): ReactNode {
  const { built, onAsk } = props
  const words = useMessages(builderMessages)
  if (onAsk === undefined) return <p className="sw-quiet">{words.readOnly}</p>
  return (
    <div className="sw-actions">
      <Button
        type="primary"
        disabled={!props.ready}
        onClick={() =>
          onAsk({
            task: 'ready',
            rows: built.map(({ plan }) => ({ id: plan.name, label: plan.name })),
            wishes: built.map(({ plan, ground }) => ({
              kind: 'sp.campaign',
              wish: { ...plan },
              grounds: [ground],
            })),
            title: words.proposalTitle,
            reason: words.reason(
              props.chosen
                .slice(0, 8)
                .map((one) => one.sku)
                .join(', '),
            ),
          })
        }
      >
        {words.propose(built.length)}
      </Button>
    </div>
  )
}
