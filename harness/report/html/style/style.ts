import { darkDrawings, darkerWords } from './drawing-colours';

const light = `
--ground:#fff;--raised:#f6f7f9;--ink:#1f2328;--faint:#57606a;--rule:#d8dce2;--link:#0a5c94;
--holds:#00629b;--broken:#b04300;--open:#6a5400;--focus:#0a5c94;`;

const dark = `
--ground:#15181c;--raised:#1d2126;--ink:#e4e7eb;--faint:#a3abb5;--rule:#363d46;--link:#83c1f0;
--holds:#6ab4ec;--broken:#ff9352;--open:#d3b548;--focus:#83c1f0;`;

const text = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4{line-height:1.25;margin:0;font-weight:650;letter-spacing:-.01em;text-wrap:pretty}
h1{font-size:1.9rem}h2{font-size:1.35rem}h3{font-size:1.15rem}h4{font-size:1rem}
p{margin:.5rem 0}a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:2px}
code{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.faint,.kicker,.source{color:var(--faint)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem;z-index:2}`;

const layout = `
main{max-width:66rem;margin:0 auto;padding:2rem 1.25rem 4rem}main:focus{outline:none}
nav{display:none}
.top{margin-bottom:2rem}.kicker{margin:0;font-size:.85rem;letter-spacing:.04em}
.top .lead{max-width:44rem;font-size:1.05rem}.top .faint{font-size:.9rem}
main>section{margin-top:3rem}main>section>h2{padding-bottom:.4rem;border-bottom:2px solid var(--ink)}
.source{font-size:.9rem;max-width:48rem}
footer.page{max-width:66rem;margin:0 auto;padding:1rem 1.25rem 3rem;color:var(--faint);font-size:.85rem}
.notice{border-left:3px solid var(--open);padding-left:.75rem}
article{margin-top:2.25rem;padding-top:1.5rem;border-top:1px solid var(--rule)}
h2+article,.source+article,.notice+article{border-top:0;padding-top:0;margin-top:1.25rem}
article>header{display:flex;flex-wrap:wrap-reverse;gap:.35rem .9rem;align-items:baseline;justify-content:space-between}
article>header h3{flex:1 1 18rem;order:-1}
.up{font-size:.85rem;text-align:right;margin:.5rem 0 0}
@media (min-width:86rem){
nav{display:block;position:fixed;inset:0 auto 0 0;width:17rem;overflow-y:auto;padding:2rem 1rem 2rem 1.5rem;font-size:.82rem;line-height:1.35;border-right:1px solid var(--rule)}
nav p{margin:1rem 0 .3rem;font-weight:650}nav>p:first-child{margin-top:0}
nav ul{list-style:none;margin:0;padding:0}nav li{padding:.2rem 0 .2rem .7rem;border-left:3px solid var(--holds)}
nav li.falsified,nav li.error{border-left-style:double;border-color:var(--broken)}
nav li.vacuous,nav li.inconclusive{border-left-style:dashed;border-color:var(--open)}
nav a{color:inherit;text-decoration:none}nav a:hover{text-decoration:underline}
main,footer.page{margin-left:max(19rem,calc(50vw - 25rem))}}`;

const claim = `
.verdict{font-weight:650;white-space:nowrap;color:var(--open)}
.verdict.corroborated,.good{color:var(--holds)}.verdict.falsified,.verdict.error,.bad{color:var(--broken)}
blockquote{margin:.9rem 0;max-width:46rem;font:1.08rem/1.5 "Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Georgia,"Liberation Serif",serif}
blockquote p{margin:0}blockquote footer{margin-top:.3rem;font:.85rem/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:var(--faint)}
cite{font-style:normal}
.stated{background:var(--raised);border-radius:6px;padding:.75rem 1rem;margin:1rem 0}
.stated dl{margin-bottom:.1rem}.stated .lead{margin:0 0 .25rem;color:var(--faint);font-size:.9rem}
.stated.changed,.failure{border-left:4px solid var(--open)}.failure{background:var(--raised);padding:.75rem 1rem;margin:1rem 0;border-radius:0 6px 6px 0}
.failure.falsified,.failure.error{border-color:var(--broken)}
.formula{overflow-x:auto;overflow-y:hidden;padding:.15rem 0}.formula .katex-display{margin:.25rem 0}
.where{padding-left:2rem;font-size:.9em}.where .katex-display{margin:0}
.katex{font-size:1.08em}.formula .katex{white-space:nowrap}
dl{margin:.75rem 0}dt{color:var(--faint);font-size:.85rem}dd{margin:0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17.5rem),1fr));gap:.7rem 1.5rem}
.facts dd{font-size:.93rem;line-height:1.4}
.rows{display:grid;grid-template-columns:fit-content(14rem) 1fr;gap:.25rem 1rem;font-size:.9rem}.rows>div{display:contents}
.rows dt{min-width:5.5rem}
.command{user-select:all}
.bars{display:inline-grid;grid-template-columns:auto 4.5rem auto;gap:.05rem .45rem;align-items:center;font-size:.82rem;font-variant-numeric:tabular-nums}
.bar{display:contents}.bar .word{color:var(--faint)}.bar .needed{color:var(--faint)}
.bar .track{display:block;height:.5rem;border:1px solid var(--rule);border-right:2px solid var(--ink)}
.bar .track span{display:block;height:100%;background:var(--holds)}.bar.against .track span{background:var(--broken)}
.bar sup,td sup{line-height:0;font-size:.75em}
.drawings{display:flex;flex-wrap:wrap;gap:1rem 1.25rem;align-items:flex-start;margin:1rem 0}
.drawing{margin:0;max-width:100%;overflow-x:auto}.drawing svg{display:block;max-width:100%;height:auto}
.drawing.wide svg{max-width:none}
figcaption{font-size:.85rem;color:var(--faint);margin-bottom:.2rem}.good,.bad{white-space:nowrap}`;

const tables = `
details{border-top:1px solid var(--rule)}.details details:last-child{border-bottom:1px solid var(--rule)}
summary{padding:.4rem .1rem;cursor:pointer;font-size:.93rem}summary .title{font-weight:600}
details>:not(summary){margin-left:1.05rem;margin-bottom:.6rem}details p,details ul{font-size:.9rem}
.legend{margin-top:1rem}.legend+.legend{margin:0;border-bottom:1px solid var(--rule)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.86rem;line-height:1.4;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .9rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);overflow-wrap:normal}
.scroll th[scope=row]{font-weight:400;min-width:8rem;max-width:22rem;overflow-wrap:anywhere}
.scroll td{max-width:30rem;overflow-wrap:break-word}.scroll td.number{white-space:nowrap}.scroll td:not(.number){min-width:7rem}
.scroll .command{white-space:nowrap}
thead th{font-weight:600;color:var(--faint);border-bottom-color:var(--faint);white-space:nowrap}
.number{text-align:right}
.overview{width:100%;margin-top:.75rem}.overview .group th{padding-top:1.1rem;font-weight:650;border-bottom-color:var(--faint)}
.overview th[scope=row]{font-weight:400;overflow-wrap:anywhere;min-width:14rem}
.overview td{white-space:nowrap}.overview thead th{white-space:normal;vertical-align:bottom}
@media screen and (max-width:56rem){
.overview,.overview thead,.overview tbody,.overview tr,.overview th,.overview td{display:block;border:0}
.overview thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.overview tr:not(.group){display:grid;grid-template-columns:1fr 1fr;gap:.2rem 1rem;padding:.6rem 0;border-bottom:1px solid var(--rule)}
.overview .group th{border-bottom:1px solid var(--faint)}
.overview th[scope=row]{grid-column:1/-1;padding:0;font-size:1rem;min-width:0}
.overview td{padding:0;white-space:normal}.overview td:nth-of-type(2){grid-column:1/-1;grid-row:3}
.overview td:nth-of-type(n+2)::before{content:attr(data-label) " ";color:var(--faint)}.overview td:nth-of-type(2)::before{content:none}}
@media screen and (max-width:30rem){
.rows{grid-template-columns:1fr}.rows dd{margin-bottom:.25rem}details>:not(summary){margin-left:0}.where{padding-left:1rem}h1{font-size:1.5rem}main{padding:1.25rem 1rem 3rem}}`;

const print = `
@page{margin:16mm 14mm}
@media print{
html{font-size:12px}body{font-size:9pt}.facts dd{font-size:1em}.drawings .drawing{max-width:48%}nav,.up,.skip{display:none}main,footer.page{max-width:none;margin:0;padding:0}
details::details-content{content-visibility:visible;display:block;height:auto;opacity:1}
details>*{display:block}.scroll,.formula,.drawing{overflow:visible}.scroll table{width:100%}
.scroll td.number,.scroll .command,thead th{white-space:normal}.scroll td:not(.number){min-width:0}
.command{overflow-wrap:anywhere}table{font-size:7.5pt}th,td{padding-right:.5rem}
h2,h3,h4,summary,thead{break-after:avoid}tr,.drawing,.stated,.failure,blockquote,.facts>div{break-inside:avoid}
.family{break-before:page}a{color:inherit;text-decoration:none}
.drawing.wide svg{max-width:100%}
.bar .track span,.verdict{print-color-adjust:exact}}`;

/** The style sheet of the page. On paper it is always light. */
export const style: string = [
  `:root{${light}}@media print,(prefers-color-scheme:light){${darkerWords}}@media screen and (prefers-color-scheme:dark){:root{${dark}}${darkDrawings}}`,
  ...[text, layout, claim, tables, print],
]
  .join('')
  .replace(/\n/g, '');
