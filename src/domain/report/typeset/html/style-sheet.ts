/** The look of the exported file: the report page's, small enough to travel inside it, light or dark as the reader's machine is. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1a2230; --soft: #4a5563; --line: #b9c0ca; --ground: #fff; --tint: #e3eef4; --link: #0f4c6b;
  --challenge: #9a3d12; --practice: #1b6042; --conclusion: #1b5687; --recommend: #5b3a86; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf2; --soft: #b3bcc8; --line: #4b5667; --ground: #141a22; --tint: #1d3442; --link: #8cc8e8;
  --challenge: #f2ab86; --practice: #86d1a9; --conclusion: #9ac7ee; --recommend: #c9b0ec; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.6 "Source Serif 4", "Source Serif Pro", Georgia, serif; overflow-wrap: break-word; }
a { color: var(--link); } a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.report { display: grid; grid-template-columns: 14rem minmax(0, 54rem); gap: 3rem; max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.5rem; align-items: start; }
.toc, .kicker, .meta, .sidenote, .codechip, .mx, .tlp, .fnref { font-family: Commissioner, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
.toc { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; font-size: .875rem; line-height: 1.4; }
.toc ol { list-style: none; margin: 0; padding: 0; } .toc ol ol { padding-left: .75rem; } .toc summary { font-weight: 700; padding: .25rem 0; }
.toc a { display: flex; gap: .5rem; padding: .3rem 0; color: inherit; text-decoration: none; } .toc a:hover { text-decoration: underline; } .toc .num:empty { display: none; }
.rhead { border-bottom: 2px solid; padding-bottom: 1rem; margin-bottom: 2.5rem; } .rhead p { margin: .25rem 0; }
.row { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; } .between { justify-content: space-between; }
.kicker, .meta { font-size: .8125rem; line-height: 1.5; color: var(--soft); } .meta b, .sidenote b { color: var(--ink); }
.tlp { display: inline-block; padding: .28em .5em; border-radius: 2px; background: #000; color: #fff; font-weight: 600; font-size: 1rem; line-height: 1; white-space: nowrap; }
.tlp--red { color: #ff2b2b; } .tlp--amber { color: #ffc000; } .tlp--green { color: #33ff00; }
h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.25; margin: 2.25rem 0 .75rem; text-wrap: balance; }
h1 { font-size: 2rem; margin: .75rem 0; } h2 { font-size: 1.75rem; margin-top: 3.5rem; } h3 { font-size: 1.375rem; } h4 { font-size: 1.1875rem; } h5, h6 { font-size: 1.0625rem; }
.rch > span { color: var(--link); margin-right: .35em; }
.rp { display: grid; grid-template-columns: minmax(0, 36rem) minmax(0, 15rem); gap: 0 2.5rem; margin-bottom: 1rem; } .rp > p, .rp > ul, .rquote { margin: 0; }
.lead { font-size: 1.25rem; line-height: 1.5; color: var(--soft); }
.fnref { font-size: .7em; font-weight: 700; vertical-align: .5em; line-height: 1; padding: .2em .35em; margin: 0 .1em; border-radius: 2px; background: var(--tint); text-decoration: none; }
.sidenote { border-top: 1px solid var(--line); padding-top: .5rem; margin-bottom: .75rem; font-size: .8125rem; line-height: 1.45; color: var(--soft); } .sidenote p { margin: 0; } .rnote { max-width: 36rem; }
.noteback { text-decoration: none; } .sources { margin: .25rem 0; padding-left: 1.1rem; } summary { cursor: pointer; min-height: 1.5rem; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); } blockquote p { margin: 0 0 .25rem; } figure { margin: 1.5rem 0; } .rquote figcaption { padding-left: calc(1rem + 3px); }
.gp, .rc { --kind: var(--practice); max-width: 36rem; margin: 2rem 0; padding: .75rem 0 1rem; border-top: 3px solid var(--kind); border-bottom: 1px solid var(--line); } .gp p, .rc p { margin: .4rem 0; }
.gp--challenge { --kind: var(--challenge); } .gp--conclusion { --kind: var(--conclusion); } .rc { --kind: var(--recommend); } .rc .rec__t { font-size: 1.25rem; line-height: 1.45; }
.codechip { font-size: .8125rem; font-weight: 600; color: var(--kind); } .codechip::before { content: attr(data-k) " "; } .rsays ul { margin: .25rem 0; padding-left: 1.1rem; }
.mx figcaption { border-top: 2px solid; padding-top: .5rem; font-size: .875rem; } .tablewrap { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
.rcolophon { margin-top: 4rem; padding-top: 1rem; border-top: 2px solid; } .rcolophon p { margin: .25rem 0; } code { font: .75rem "IBM Plex Mono", Consolas, monospace; overflow-wrap: anywhere; }
:target { scroll-margin-top: 1rem; background: var(--tint); }
@media (max-width: 62em) { .report { display: block; padding: 1.25rem 1rem; } .toc { position: static; max-height: none; margin-bottom: 2rem; } .rp { grid-template-columns: minmax(0, 1fr); gap: .5rem; } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #333; --ground: #fff; --link: #000; } .noprint { display: none; } .report { display: block; padding: 0; } body { font-size: 10.5pt; }
  .rp { grid-template-columns: minmax(0, 1fr) 42mm; gap: 0 8mm; } h1, h2, h3, h4 { break-after: avoid; } .gp, .rc, tr { break-inside: avoid; } details::details-content { content-visibility: visible; display: block; } }
`;
