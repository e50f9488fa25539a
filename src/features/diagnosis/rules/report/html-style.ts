/** The report's look. System fonts; print hides nothing but opens what is folded. */
export const htmlStyle = `
:root{color-scheme:light dark;--ink:#1d2433;--soft:#5b6576;--line:#e3e7ee;--bg:#fff;--panel:#f6f8fb;--accent:#1f5fd0;--high:#c62f2f;--medium:#c77700;--low:#5b6576}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaf0;--soft:#a4adbc;--line:#333a47;--bg:#14171d;--panel:#1c2129;--accent:#7fabff;--high:#ff7a70;--medium:#f0ac4e;--low:#a4adbc}figure svg{background:#fff;border-radius:6px}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.6 'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',system-ui,sans-serif}
header,main,footer{max-width:1080px;margin:0 auto;padding:0 20px}header{padding-top:28px;border-bottom:2px solid var(--accent)}
h1{font-size:26px;margin:0}h2{font-size:19px;margin:32px 0 8px}h3{font-size:16px;margin:0 0 4px}h4{font-size:14px;margin:20px 0 6px}
.sub,.hint,.meta,footer{color:var(--soft);font-size:12.5px}.sub{margin:2px 0 14px}footer{margin-top:40px;padding-bottom:40px;border-top:1px solid var(--line);padding-top:12px}
.verdict ul{padding-left:20px;font-size:15px}.toc{display:flex;flex-wrap:wrap;gap:6px 16px;margin:24px 0;padding:10px 14px;background:var(--panel);border-radius:8px}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
table{border-collapse:collapse;width:100%;font-size:12.5px}th,td{border-bottom:1px solid var(--line);padding:5px 8px;text-align:left;vertical-align:top;overflow-wrap:break-word}td{max-width:320px}
th{color:var(--soft);font-weight:600;background:var(--panel)}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td.src,th.src{color:var(--soft);font-size:11px;max-width:170px}td.src{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}td.src:focus,td.src:hover{white-space:normal;overflow-wrap:anywhere}
td{min-width:84px}td.n{min-width:52px}.scroll{overflow-x:auto}.top td{padding:8px}.top .amount{font-weight:600}.top .hint{font-weight:400}.top td:first-child{min-width:28px;width:28px}
.tag{display:inline-block;padding:0 8px;border-radius:9px;font-size:12px;border:1px solid currentColor;white-space:nowrap}.tag.high{color:var(--high)}.tag.medium,.tag.provisional{color:var(--medium)}.tag.low{color:var(--low)}
.missing{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:10px}.missing li{background:var(--panel);border-radius:8px;padding:10px 12px}.path{font-size:12px}
.card{border:1px solid var(--line);border-left:4px solid var(--low);border-radius:8px;padding:14px 18px;margin:14px 0;break-inside:avoid-page}.card.high{border-left-color:var(--high)}.card.medium{border-left-color:var(--medium)}
.card h3 .n{color:var(--soft);font-weight:400;margin-right:4px}.meta{margin:0 0 8px}.stake{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline;margin-bottom:6px}.stake b{font-size:20px}.stake span{color:var(--soft);font-size:12.5px}
dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:4px 14px}dt{color:var(--soft);font-size:12.5px;white-space:nowrap}dd{margin:0}
@media(max-width:640px){.top tr{display:grid;grid-template-columns:28px 1fr auto;border-bottom:1px solid var(--line);padding:6px 0}.top td{border:0;padding:2px 6px}.top td:nth-child(3){grid-column:2;text-align:left}.top td:nth-child(4){grid-column:2;text-align:left}.top td:nth-child(5){grid-column:3;grid-row:1}dl{grid-template-columns:1fr}dt{margin-top:6px}header,main,footer{padding-left:14px;padding-right:14px}}
details{margin-top:10px}summary{cursor:pointer;color:var(--accent)}
.market{margin:18px 0 8px;color:var(--soft)}.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px}.figure{background:var(--panel);border-radius:8px;padding:8px 12px}.figure span,.figure small{display:block;color:var(--soft);font-size:12px}.figure b{font-size:17px;font-variant-numeric:tabular-nums}.figure sup{color:var(--medium);font-weight:400;font-size:10px;margin-left:4px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:14px;margin-top:14px}figure{margin:0}figcaption{font-size:13px;font-weight:600;margin-bottom:4px}svg{width:100%;height:auto;display:block}
.notes{color:var(--soft);font-size:13px;padding-left:18px}
@media print{body{font-size:11px}a{color:inherit}.toc{display:none}details::details-content{content-visibility:visible;display:block}section{break-inside:auto}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}.scroll{overflow:visible}td.src{white-space:normal;overflow-wrap:anywhere}}
`
