/**
 * The report's design on A4, in Typst. It holds no words: all it prints comes as data, so nothing that people wrote is ever
 * read as markup. A string of TypeScript rather than a file beside, so that the sources, the tests and the bundle find the
 * same one.
 */
export const template = `
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#1a2230")
#let soft = rgb("#4a5563")
#let hair = rgb("#b9c0ca")
#let accent = rgb("#0f4c6b")
#let serif = ("Source Serif 4", "Commissioner", "IBM Plex Mono", "Noto Emoji")
#let sans = ("Commissioner", "Source Serif 4", "IBM Plex Mono", "Noto Emoji")
#let mono = ("IBM Plex Mono", "Source Serif 4", "Noto Emoji")
#let kind-colours = (
  challenge: rgb("#9a3d12"),
  good-practice: rgb("#1b6042"),
  conclusion: rgb("#1b5687"),
  recommendation: rgb("#5b3a86"),
)
#let tlp-colours = (
  "TLP:RED": rgb("#FF2B2B"),
  "TLP:AMBER+STRICT": rgb("#FFC000"),
  "TLP:AMBER": rgb("#FFC000"),
  "TLP:GREEN": rgb("#33FF00"),
  "TLP:CLEAR": rgb("#FFFFFF"),
)

#set document(
  title: d.title,
  date: datetime(year: d.stamp.at(0), month: d.stamp.at(1), day: d.stamp.at(2), hour: d.stamp.at(3), minute: d.stamp.at(4), second: d.stamp.at(5)),
)
#set text(lang: d.language, font: serif, size: 10.5pt, fill: ink, fallback: false, hyphenate: true)
#set par(leading: 0.68em, spacing: 0.95em, justify: false)
#let small(body, ..style) = text(font: sans, size: 8.5pt, fill: soft, ..style, body)

// A text in another language says so, for those who hear it and for hyphenation.
#let in-language(tag, body) = {
  let found = if tag == none { none } else { tag.match(regex("^([a-z]{2,3})(-|$)")) }
  if found == none { body } else { text(lang: found.captures.at(0), body) }
}

// --- every page ---
#let tlp() = box(fill: black, inset: (x: 5pt, y: 3.5pt), radius: 1.5pt, text(
  font: sans, size: 12pt, weight: 600, fill: tlp-colours.at(d.marking), hyphenate: false, d.marking,
))
#set page(
  paper: "a4",
  margin: (left: 32mm, right: 32mm, top: 36mm, bottom: 34mm),
  header-ascent: 9mm,
  footer-descent: 8mm,
  header: {
    set par(leading: 0.5em)
    grid(columns: (1fr, auto), column-gutter: 8mm, align: (left + bottom, right + bottom),
      [#small(d.series)#if d.demonstration != none [#linebreak()#small(d.demonstration, weight: 600, fill: ink)]],
      tlp())
    v(2.2mm, weak: true)
    line(length: 100%, stroke: 0.5pt + hair)
  },
  footer: {
    set par(leading: 0.5em)
    line(length: 100%, stroke: 0.5pt + hair)
    v(2.2mm, weak: true)
    grid(columns: (1fr, auto, auto), column-gutter: 8mm, align: (left + top, right + top, right + top),
      small(d.status),
      context small(d.page.at(0) + str(counter(page).get().first()) + d.page.at(1) + str(counter(page).final().first()) + d.page.at(2)),
      tlp())
  },
)

// --- headings ---
#let sizes = (17pt, 13.5pt, 11.5pt, 10.5pt, 10.5pt, 10.5pt)
#show heading: it => {
  let n = calc.min(it.level, 6) - 1
  set text(font: if n < 3 { serif } else { sans }, size: sizes.at(n), weight: 600, fill: ink, hyphenate: false)
  set par(leading: 0.5em)
  block(width: 100%, above: (2.2em, 1.9em, 1.7em, 1.5em, 1.5em, 1.5em).at(n), below: (1.1em, 0.95em, 0.9em, 0.8em, 0.8em, 0.8em).at(n), sticky: true, it.body)
}
#let heading-words(chapter) = {
  if chapter.number != none { text(fill: accent, chapter.number); h(0.6em) }
  in-language(chapter.at("lang", default: none), chapter.title)
}
#show outline.entry.where(level: 1): it => { v(1.1em, weak: true); text(weight: 600, it) }
#set outline.entry(fill: box(width: 1fr, inset: (x: 3pt), repeat(text(fill: hair, "."), gap: 3pt)))

// --- traces ---
#set footnote.entry(separator: line(length: 30mm, stroke: 0.5pt + hair), gap: 0.55em, clearance: 1.1em, indent: 0pt)
#show footnote.entry: set text(font: sans, size: 8pt, fill: soft, hyphenate: false)
#show footnote.entry: set par(leading: 0.5em, hanging-indent: 3.5mm)
#let in-marks(lang, quote) = d.marks.at(0) + in-language(lang, quote) + d.marks.at(1)
#let source(s) = {
  text(weight: 600, fill: ink, s.reference)
  [ ]
  s.bylineText
  if s.quote != none [: #in-marks(s.lang, s.quote)]
}
#let trace(t) = footnote({
  let name = text(weight: 600, fill: ink, t.reference)
  if t.anchor == none { name } else { link(std.label(t.anchor), name) }
  [ ]
  t.sentence
  for s in t.sources { linebreak(); source(s) }
})
#let run(spans) = for s in spans {
  let words = in-language(s.at("lang", default: none), s.text)
  if s.at("strong", default: false) { strong(words) } else { words }
  if s.at("trace", default: none) != none { trace(s.trace) }
}

// --- blocks ---
#let quotation(b) = block(above: 1.3em, below: 1.3em, breakable: b.text.len() > 900, inset: (left: 5mm), stroke: (left: 1.5pt + hair), {
  quote(block: true, quotes: false, in-language(b.lang, b.text))
  let first = b.source.sources.at(0, default: none)
  block(above: 0.7em, small({
    if first != none { first.bylineText + ", " + first.reference }
    trace(b.source)
  }))
})
#show quote.where(block: true): it => block(spacing: 0pt, it.body)

#let pair(name, value) = [#text(weight: 600, fill: ink, name) #value]
// A passage that fits stays on one page; a long one breaks, and then its rules stand only where it begins and ends.
#let size-of(f) = f.text.len() + f.reservations.map(r => r.text.len()).sum(default: 0) + f.opposing.map(s => if s.quote == none { 40 } else { s.quote.len() }).sum(default: 0)
#let finding(f) = block(above: 1.8em, below: 1.8em, width: 100%, breakable: size-of(f) > 1400, {
  let tint = kind-colours.at(f.kind)
  // The rule belongs to the line under it: alone it could stay at the foot of a page, and the heading above with it.
  block(above: 0pt, below: 0.9em, sticky: true, width: 100%, stroke: (top: 2pt + tint), inset: (top: 2.6mm), [#grid(columns: (auto, 1fr), column-gutter: 6mm, align: (left, right),
    text(font: sans, size: 8.5pt, weight: 600, fill: tint)[#f.kindText #f.reference],
    if f.standing != none { small(f.standing) } else { [] },
  )#std.label(f.anchor)])
  block(above: 0pt, below: 0.9em, text(size: if f.kind == "recommendation" { 12pt } else { 10.5pt }, {
    in-language(f.lang, f.text)
    trace(f.trace)
  }))
  set text(font: sans, size: 8.5pt, fill: soft)
  set par(leading: 0.55em, spacing: 0.7em)
  let facts = ()
  if f.addressee != none { facts.push(pair(d.words.addressee, f.addressee)) }
  if f.weight != none { facts.push(pair(d.words.weight, f.weight)) }
  if facts.len() > 0 { par(facts.join(h(1.6em))) }
  if f.reservations.len() > 0 {
    par(text(weight: 600, fill: ink, d.words.reservations))
    list(tight: true, marker: [–], ..f.reservations.map(r => pair(r.body, r.text)))
  }
  if f.at("replies", default: ()).len() > 0 {
    par(text(weight: 600, fill: ink, d.words.replies))
    list(tight: true, marker: [–], ..f.replies.map(r => [#text(weight: 600, fill: ink, r.body) #in-language(r.lang, r.text)]))
  }
  if f.opposing.len() > 0 {
    par(text(weight: 600, fill: ink, d.words.contraryViews))
    list(tight: true, marker: [–], ..f.opposing.map(source))
  }
  block(above: 3mm, line(length: 100%, stroke: 0.5pt + hair))
})

#show figure: set block(breakable: true)
#show figure.caption: it => block(width: 100%, align(left, small(it.body, weight: 600, fill: ink)))
#let matrix(b) = figure(
  kind: table, supplement: none, numbering: none, gap: 0.8em, outlined: false,
  caption: figure.caption(position: top, b.caption),
  block(width: 100%, {
    set text(font: sans, size: 8.5pt, hyphenate: true)
    set par(leading: 0.5em)
    set align(left)
    table(
      columns: (auto,) + (1fr,) * (b.head.len() - 1),
      inset: (x: 4pt, y: 4.5pt),
      stroke: (x, y) => (top: if y == 0 { 1pt + ink } else { 0.4pt + hair }, bottom: 0.4pt + hair),
      table.header(..b.head.map(cell => text(weight: 600, cell))),
      ..b.rows.flatten(),
    )
  }),
)
#let note(b) = block(above: 1.2em, below: 1.2em, width: 100%, stroke: (top: 0.5pt + hair), inset: (top: 2mm), small(b.text))
#let printed(b) = {
  if b.kind == "paragraph" {
    // A line in strong letters alone introduces what follows, and stays with it.
    if b.spans.len() > 0 and b.spans.all(s => s.at("strong", default: false)) { block(sticky: true, above: 1.6em, below: 1em, par(run(b.spans))) }
    else if b.at("lead", default: false) { par(text(size: 12.5pt, fill: soft, run(b.spans))) } else { par(run(b.spans)) }
  } else if b.kind == "quotation" { quotation(b) }
  else if b.kind == "finding" { finding(b.finding) }
  else if b.kind == "list" { list(marker: [–], indent: 1mm, ..b.items.map(run)) }
  else if b.kind == "table" { matrix(b) }
  else { note(b) }
}
#let chapter(c, level) = {
  [#heading(level: level, heading-words(c))#std.label(c.id)]
  for b in c.blocks { printed(b) }
  for child in c.children { chapter(child, level + 1) }
}

// --- the document ---
#block(below: 12mm, {
  set par(leading: 0.5em)
  if d.symbol != none { par(small(d.symbol, weight: 600, fill: ink)) }
  par(small(d.series))
  show title: set text(font: serif, size: 24pt, weight: 600, hyphenate: false)
  block(above: 5mm, below: 6mm, title())
  par(small(d.organiser, size: 9.5pt, fill: ink))
  par(small(d.status, size: 9.5pt, fill: ink))
  if d.demonstration != none { par(small(d.demonstration, size: 9.5pt, weight: 600, fill: ink)) }
  par(small(d.words.compiledOn, size: 9.5pt) + h(1.4em) + tlp())
  v(3mm)
  line(length: 100%, stroke: 1.2pt + ink)
})
#outline(title: d.words.contents, indent: 5mm, depth: 3)
#pagebreak(weak: true)
#for c in d.chapters { chapter(c, 1) }

#block(above: 14mm, breakable: false, width: 100%, stroke: (top: 1.2pt + ink), inset: (top: 3mm), {
  set par(leading: 0.55em)
  small(d.words.compiledOn)
  linebreak()
  small(d.words.checksum)
  linebreak()
  text(font: mono, size: 8pt, fill: soft, hyphenate: false, d.checksumHex)
})
`;
