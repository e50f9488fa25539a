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

/** The letter that the secret of a registration at Amazon ends soon. */
export function secretLetter(
  locale: 'zh-CN' | 'en',
  about: { app: string; until: string; link: string },
): { subject: string; text: string } {
  const { app, until, link } = about
  return locale === 'zh-CN'
    ? {
        subject: `亚马逊应用“${app}”的密钥将于 ${until} 失效，请更换`,
        text: `亚马逊应用“${app}”的密钥将于 ${until} 失效。失效后，通过它授权的所有店铺都无法同步，已批准的变更也无法执行。\n\n请在亚马逊开发者后台轮换密钥，再打开 ${link} 填入新密钥；旧密钥还能再用七天，店铺不受影响。\n`,
      }
    : {
        subject: `The secret of the Amazon application “${app}” ends on ${until}`,
        text: `The secret of the Amazon application “${app}” ends on ${until}. After that no store connected through it is synced and no approved change can be made.\n\nRotate the secret in Amazon's developer console and enter the new one at ${link}. The old one works for seven more days; the stores notice nothing.\n`,
      }
}
