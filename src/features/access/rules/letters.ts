/** The letter that a consent's year is nearly over. */
export function renewalLetter(
  locale: 'zh-CN' | 'en',
  about: { seller: string; region: string; until: string; link: string },
): { subject: string; text: string } {
  const { seller, region, until, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `亚马逊授权将于 ${until} 到期，请续期`,
        text: `卖家 ${seller}（${region}）对掌柜的授权将于 ${until} 到期。到期后数据停止同步，已批准的变更也无法执行。\n\n续期只需一分钟：打开 ${link} ，点“续期”，在亚马逊页面确认。\n`,
      }
    : {
        subject: `Amazon consent ends on ${until}: please renew`,
        text: `The consent of seller ${seller} (${region}) to Steward ends on ${until}. After that nothing is synced any more and approved changes cannot be made.\n\nRenewing takes a minute: open ${link}, choose "Renew", confirm on Amazon's page.\n`,
      }
}
