import { decideBids } from '#features/ads/rules/bids/decide.ts'
import { type BidCampaign, type BidTarget, usualTerms } from '#features/ads/rules/bids/snapshot.ts'
import { type BenchOptions, type Figure, figure } from './figure.ts'
import { chanceOf } from './support/effect-changes.ts'

// How long a million targets take to be decided: made-up ones, as sparse as real accounts are (a third never clicked, few with orders).

const TARGETS = 1_000_000
const PER_CAMPAIGN = 400

export async function run(options: BenchOptions): Promise<Figure[]> {
  const count = options.rows ?? TARGETS
  const chance = chanceOf(options.seed)
  const campaigns: BidCampaign[] = []
  const targets: BidTarget[] = []
  for (let no = 0; no < count; no += 1) {
    const campaignId = `c${Math.floor(no / PER_CAMPAIGN)}`
    if (no % PER_CAMPAIGN === 0)
      campaigns.push({
        id: campaignId,
        strategy: 'LEGACY_FOR_SALES',
        placements: { top: 30, rest: 0, product: 0 },
        dailyBudget: 200,
        openRatios: [],
        changedAge: null,
        byPlace: { top: [], rest: [], product: [] },
      })
    const seen = Math.floor(chance() * 4.5)
    targets.push({
      id: `t${no}`,
      campaignId,
      adGroupId: `g${Math.floor(no / 40)}`,
      text: `word${Math.floor(chance() * 5000)} thing${Math.floor(chance() * 800)}`,
      matchType: no % 3 === 0 ? 'exact' : no % 3 === 1 ? 'phrase' : 'broad',
      bid: 0.3 + chance(),
      reference: null,
      earlierBids: [],
      price: 20,
      coverDays: null,
      inboundDays: null,
      changedAge: null,
      days: Array.from({ length: Math.max(0, seen - 1) }, () => {
        const clicks = 1 + Math.floor(chance() * 4)
        const orders = chance() < 0.08 * clicks ? 1 : 0
        return { age: Math.floor(chance() * 60), clicks, cost: 0.6 * clicks, orders, sales: 21 * orders }
      }),
    })
  }
  const before = process.cpuUsage()
  const decided = decideBids({
    version: 1,
    today: '2026-11-29',
    currency: 'USD',
    bidStep: 0.01,
    leastBid: 0.02,
    mostBid: 1000,
    goal: { kind: 'acos', targetRatio: 0.25 },
    terms: usualTerms,
    season: 1,
    seasons: [],
    campaigns,
    targets,
  })
  const { user, system } = process.cpuUsage(before)
  const moved = decided.bids.filter((one) => one.to !== one.from).length
  return [
    figure(
      'decide',
      `${count} targets decided`,
      (user + system) / 1e6,
      's of processor time',
      '',
      `${moved} moved`,
    ),
    figure(
      'decide',
      'peak memory',
      process.resourceUsage().maxRSS / 1000,
      'MB',
      '',
      'with the targets themselves',
    ),
  ]
}
