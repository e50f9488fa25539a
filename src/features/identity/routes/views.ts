import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { listViews, saveViews } from '../api/views.ts'
import type { Desk } from '../store/desk.ts'
import { keepViews, viewsOf } from '../store/views.ts'
import { needFullSession } from './library.ts'

export function viewRoutes({ db }: Desk): Route[] {
  return [
    route(listViews, async ({ actor }) => {
      needFullSession(actor)
      const found = await viewsOf(db, actor.userId)
      return { tables: Object.fromEntries(found.map(({ table, views }) => [table, [...views]])) }
    }),
    route(saveViews, async ({ actor, params, body, wallNow }) => {
      needFullSession(actor)
      if (!(await keepViews(db, actor.userId, params.table, body.views, wallNow)))
        throw new Refusal('too_many_views')
      return {}
    }),
  ]
}
