import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal.ts'
import { type Route, route } from '#platform/http/route.ts'
import { houseOf } from '#platform/ledger.ts'
import { listRates, removeRate, saveRates } from '../api/rates.ts'

export function rateRoutes(): Route[] {
  return [
    route(listRates, async ({ query, read }) => ({
      rates: await read((tx) =>
        tx.rows(sql<{
          currency: string
          day: string
          perUsd: string
          source: string
          own: boolean
          setBy: string | null
        }>`
          select currency, day, trim_scale(per_usd)::text as "perUsd", source, own, set_by as "setBy" from (
            select currency, day, per_usd, source, false as own, null as set_by from fx_rate
            union all
            select currency, day, per_usd, source, true, set_by from fx_rate_own) rates
          where (${query.currency ?? null}::text is null or currency = ${query.currency ?? null}::text)
            and day >= ${query.from ?? '1900-01-01'}::date
          order by currency, day desc, own desc limit 20000`),
      ),
    })),
    route(saveRates, async ({ body, actor, write }) =>
      write(async (tx) => {
        if (body.rates.some((rate) => rate.currency === 'USD')) throw new Refusal('rate_of_dollar')
        const latest = new Map(body.rates.map((rate) => [`${rate.currency}|${rate.day}`, rate]))
        const rates = [...latest.values()]
        await tx.rows(sql`
          insert into fx_rate_own (agency_id, currency, day, per_usd, source, set_by, set_at)
          select ${actor.agencyId}::bigint, r.currency, r.day, r.per_usd, ${body.source}, ${actor.name}, ${tx.now}::timestamptz
          from unnest(${rates.map((r) => r.currency)}::text[], ${rates.map((r) => r.day)}::date[], ${rates.map((r) => r.perUsd)}::numeric[])
               as r (currency, day, per_usd)
          on conflict (agency_id, currency, day) do update
            set per_usd = excluded.per_usd, source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at`)
        await tx.ledger(await houseOf(tx), 'exchange_rates.set', 'exchange_rates', {
          source: body.source,
          rates: rates.slice(0, 200).map(({ currency, day, perUsd }) => ({ currency, day, perUsd })),
          count: rates.length,
        })
        return { saved: rates.length }
      }),
    ),
    route(removeRate, async ({ params, actor, write }) =>
      write(async (tx) => {
        const gone = await tx.rows(sql<{ perUsd: string }>`
          delete from fx_rate_own where agency_id = ${actor.agencyId}::bigint and currency = ${params.currency} and day = ${params.day}::date
          returning per_usd as "perUsd"`)
        if (gone.length === 0) {
          tx.noLedger('there was no such rate')
          return { removed: false }
        }
        await tx.ledger(await houseOf(tx), 'exchange_rates.removed', 'exchange_rates', {
          ...params,
          perUsd: gone[0]!.perUsd,
        })
        return { removed: true }
      }),
    ),
  ]
}
