"""The style sheet of the HTML printout: screen, phone, dark mode, and A4 paper.

Paper follows GB/T 9704-2012: A4, margins 37/26/35/28 mm, title 22 pt, body 16 pt; the faces are
those of official documents with what other systems have in their place.
"""

STYLE = """
:root{--ink:#1a1a1a;--paper:#fff;--soft:#f3f3f1;--line:#bbb;--mute:#595959;
--good:#1f6f43;--active:#1d5f8f;--warn:#8a5a00;--bad:#b00020;
--fill-good:#2e7d4f;--fill-active:#5b8fb9;--fill-warn:#e0b252;--fill-muted:#e3e3e0;--fill-bad:#b00020;
--on-good:#fff;--on-active:#111;--on-warn:#111;--on-muted:#111;--on-bad:#fff}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8e6e3;--paper:#16181a;--soft:#22262a;
--line:#555;--mute:#a8a8a8;--good:#7fd0a0;--active:#8cc4ee;--warn:#f0c060;--bad:#ff8a8a;
--fill-good:#3f9c68;--fill-active:#4f86b3;--fill-warn:#b98a2e;--fill-muted:#3a3f44;--fill-bad:#b83a3a;
--on-good:#111;--on-active:#111;--on-muted:#e8e6e3}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.75;
font-family:"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 3rem}
header{text-align:center;margin-bottom:1.5rem}
h1{font-size:1.7rem;line-height:1.4;margin:.5rem 0;text-wrap:balance;
font-family:"方正小标宋简体",FZXiaoBiaoSong-B05S,STZhongsong,"华文中宋","Noto Serif CJK SC",SimSun,serif}
@media screen{h1 br{display:none}}
.subtitle{text-wrap:balance;margin:.1rem 0;color:var(--mute);text-align:center}
h2{font-size:1.25rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line)}
h3{font-size:1.08rem;margin:1.3rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .4rem}
p{margin:.5rem 0;text-align:justify}
ul{margin:.5rem 0;padding-left:1.4em}
.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption,.caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{border:1px solid var(--line);padding:.35rem .5rem;vertical-align:top;text-align:left;
overflow-wrap:anywhere}
th{background:var(--soft);text-align:center;white-space:nowrap}
td.center{text-align:center}td.right{text-align:right}td.fixed{white-space:nowrap}
.good{color:var(--good)}.active{color:var(--active)}.warn{color:var(--warn)}
.bad{color:var(--bad);font-weight:bold}.muted,.empty{color:var(--mute)}
figure{margin:1rem 0}figcaption{font-weight:bold;margin-bottom:.4rem}
.bars ul{list-style:none;padding:0;margin:0}
.bars li{display:grid;grid-template-columns:minmax(6em,15em) 1fr 8.5em;gap:.6rem;
align-items:center;margin:.25rem 0}
.bars li>span:first-child{overflow-wrap:anywhere}
.bars b{font-weight:normal;white-space:nowrap}
.bar{display:flex;height:1.35em;border:1px solid var(--line)}
.bar i{font-style:normal;font-size:.75em;line-height:1.7em;text-align:center;overflow:hidden}
i.good{background:var(--fill-good);color:var(--on-good)}
i.active{background:var(--fill-active);color:var(--on-active)}
i.warn{background:var(--fill-warn);color:var(--on-warn)}
i.muted,i.plain{background:var(--fill-muted);color:var(--on-muted)}
i.bad{background:var(--fill-bad);color:var(--on-bad)}
.legend span{margin-right:1.2em;white-space:nowrap}
.legend i{display:inline-block;width:1em;height:1em;margin-right:.35em;vertical-align:-.1em;
border:1px solid var(--line)}
.trend svg{width:100%;max-width:46rem;height:auto}
.trend polygon{fill:var(--fill-active);opacity:.22}
.trend polyline{fill:none;stroke:var(--active);stroke-width:2}
.trend circle{fill:var(--active)}.trend .axis{stroke:var(--line)}
.trend text{fill:var(--ink);font-size:13px;text-anchor:middle}
.trend text.first{text-anchor:start}.trend text.last{text-anchor:end}
.signoff{display:flex;flex-wrap:wrap;gap:1rem 3rem;margin-top:2.5rem}
.signoff i{display:inline-block;width:8em;border-bottom:1px solid var(--ink)}
@media screen and (max-width:700px){
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards,.cards tbody,.cards tr,.cards td{display:block;width:100%}
.cards colgroup{display:none}
.cards tr{border:1px solid var(--line);margin-bottom:.8rem}
.cards td{border:0;border-bottom:1px dotted var(--line);display:grid;
grid-template-columns:6em 1fr;gap:.5rem;text-align:left;white-space:normal}
.cards td::before{content:attr(data-label);color:var(--mute)}
.trend text{font-size:24px}
.bars li{grid-template-columns:1fr 7.5em}.bars li>span:first-child{grid-column:1/3}}
@page{size:A4 portrait;margin:37mm 26mm 35mm 28mm}
@page:right{@bottom-right{content:"— " counter(page) " —　";font:14pt SimSun,"宋体","Noto Serif CJK SC",serif}}
@page:left{@bottom-left{content:"　— " counter(page) " —";font:14pt SimSun,"宋体","Noto Serif CJK SC",serif}}
@page wide{size:A4 landscape;margin:28mm 25mm 26mm 25mm}
@media print{
:root{--good:#000;--active:#000;--warn:#000;--bad:#000;--mute:#000;--ink:#000;--paper:#fff;
--fill-good:#404040;--fill-warn:#767676;--fill-active:#b8b8b8;--fill-muted:#e4e4e4;--on-warn:#fff;
--soft:#ededed;--line:#000}
.trend polygon{opacity:1}
body{font:16pt/28pt "仿宋_GB2312",FangSong,"仿宋",STFangsong,"AR PL UMing CN","Noto Serif CJK SC",serif;
color:#000;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}
h1{font-size:22pt;line-height:34pt;font-weight:normal}
.subtitle{color:#000;font-size:14pt}
h2,h3,h4{font-size:16pt;border:0;margin:12pt 0 4pt;break-after:avoid;text-indent:2em}
h2{font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif;font-weight:normal}
h3{font-family:"楷体_GB2312",KaiTi,"楷体",STKaiti,"AR PL UKai CN",serif;font-weight:normal}
section>p{text-indent:2em;margin:0}.signoff,.legend{text-indent:0!important}
table{font-size:10.5pt;line-height:15pt}
.landscape table{font-size:9pt;line-height:13pt}
thead{display:table-header-group}tr{break-inside:avoid}tr.tall{break-inside:auto}
th,td{border-color:#000;padding:2pt 4pt;vertical-align:middle}tr.tall td{vertical-align:top}
th{font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif;font-weight:normal}
.scroll{overflow:visible}figure{break-inside:avoid;margin:6pt 0}
.bars,.legend,figcaption{font-size:12pt;line-height:18pt}
.signoff{gap:0 1.5em;margin-top:28pt;break-inside:avoid;break-before:avoid}.signoff i{width:4em}
.landscape{page:wide}section+section{break-before:page}
section+section>h2:first-child{text-indent:0}.trend svg{max-height:28mm}}
"""
