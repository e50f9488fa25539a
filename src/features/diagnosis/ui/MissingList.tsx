import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Missing } from '../rules/diagnosis.ts'
import { missingTold } from '../rules/report/told.ts'
import { useWording } from './use-wording.ts'

/** What is missing, what cannot be said for want of it, and where to get it. */
export function MissingList({ missing }: { missing: readonly Missing[] }): ReactNode {
  const wording = useWording()
  return (
    <ul className="sw-missing">
      {missing.map((one) => {
        const told = missingTold(one, wording)
        return (
          <li key={`${one.code} ${one.state} ${one.cannotSay.join()}`} className="sw-card">
            <strong>{told.name}</strong>{' '}
            <Tag color={one.state === 'absent' ? 'default' : 'gold'}>{told.state}</Tag>
            <div>
              {wording.say('labels', 'cannot_say')}: {told.cannotSay}
            </div>
            <div className="sw-quiet">
              {wording.say('labels', 'where')}: {told.path}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
