/** One measured figure. `beside` names the peer or limit and its own value; `value` is usually the ratio to it. */
export type Figure = {
  bench: string
  name: string
  value: number
  unit: string
  /** What we want, as text: "≥ 0.9". Empty when the figure is information only. */
  aim: string
  ok: boolean | null
  beside: string
}

export type BenchOptions = { seed: number; data: string | null; rows: number | null; worlds: number | null }

export type Bench = { run(options: BenchOptions): Promise<Figure[]> }

/** Checks a value against "≥ x" or "≤ x". */
export function figure(
  bench: string,
  name: string,
  value: number,
  unit: string,
  aim: string,
  beside: string,
): Figure {
  const match = /^([≥≤])\s*([\d.]+)/.exec(aim)
  const ok = match === null ? null : match[1] === '≥' ? value >= Number(match[2]) : value <= Number(match[2])
  return { bench, name, value, unit, aim, ok, beside }
}

/** The middle one of several timings of `work`, in milliseconds, after one warm-up. */
export async function medianMs(runs: number, work: () => Promise<unknown> | unknown): Promise<number> {
  await work()
  const times: number[] = []
  for (let i = 0; i < runs; i += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!
}
