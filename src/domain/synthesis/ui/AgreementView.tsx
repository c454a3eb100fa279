import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { Select } from '#ui/fields.tsx';
import { Empty } from '#ui/marks.tsx';
import type { AgreementPage, Coder } from '../queries/agreement-page.ts';
import type { Agreement } from '../rules/agreement.ts';

/** How far two rapporteurs agree: a picture, and every figure behind it in a table. */
export function AgreementView({ locale, here, codes, page }: { locale: Locale; here: string; /** The page of codes. */ codes: string; page: AgreementPage }): VNode {
  const { pair, overall } = page;
  const name = ({ number, own }: Coder) => say(locale, own ? 'agreement.you' : 'agreement.coder', { number });
  const options = page.coders.map((coder) => ({ value: String(coder.number), text: name(coder) }));
  return (
    <div class="stack-6">
      <div><h1>{say(locale, 'agreement.title')}</h1><p class="lead">{say(locale, 'agreement.unit')}</p><p><a href={codes}>{say(locale, 'bench.codes.title')}</a></p></div>
      {pair ? (
        <>
          {page.coders.length > 2 ? <form method="get" action={here} class="form">
            <Select locale={locale} name="a" label={say(locale, 'agreement.first')} options={options} value={String(pair[0].number)} />
            <Select locale={locale} name="b" label={say(locale, 'agreement.second')} options={options} value={String(pair[1].number)} />
            <div class="btns"><button class="btn btn--s">{say(locale, 'agreement.compare')}</button></div></form> : null}
          <p>{say(locale, 'agreement.pair', { first: name(pair[0]), second: name(pair[1]) })} {say(locale, 'agreement.texts', { count: page.texts })} {say(locale, 'agreement.sentences', { count: page.sentences })} {say(locale, 'agreement.alone', { count: page.alone })}</p>
          <Picture locale={locale} page={page} />
          <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'agreement.title')}><table class="table">
            <thead><tr>{(['code', 'kappa', 'n', 'observed', 'expected', 'both', 'onlyFirst', 'onlySecond', 'neither'] as const).map((key) => <th scope="col">{say(locale, `agreement.head.${key}`)}</th>)}</tr></thead>
            <tbody>{page.codes.map(({ path, agreement }) => <Row locale={locale} title={path} agreement={agreement} />)}
              <Row locale={locale} title={say(locale, 'agreement.overall')} agreement={overall} /></tbody></table></div>
          <p class="meta">{say(locale, 'agreement.pooled')}</p>
        </>
      ) : <Empty><p>{say(locale, 'agreement.none')}</p></Empty>}
    </div>
  );
}

const figure = (locale: Locale, value: number | null): string => (value === null ? '–' : new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value).replace('-', '−'));
const kappaText = (locale: Locale, { kappa, missing }: Agreement): string => (missing ? say(locale, `agreement.missing.${missing}`) : figure(locale, kappa));

function Row({ locale, title, agreement }: { locale: Locale; title: string; agreement: Agreement }): VNode {
  const { n, observed, expected, both, onlyA, onlyB, neither } = agreement;
  return <tr><th scope="row">{title}</th><td class="r">{kappaText(locale, agreement)}</td><td class="r">{n}</td><td class="r">{figure(locale, observed)}</td><td class="r">{figure(locale, expected)}</td>{[both, onlyA, onlyB, neither].map((count) => <td class="r">{count}</td>)}</tr>;
}

/** A bar for each code from nought to its kappa; what is not computable has none. */
function Picture({ locale, page: { codes } }: { locale: Locale; page: AgreementPage }): VNode | null {
  if (codes.length === 0) return null;
  const row = 16;
  return (
    <svg class="chart" viewBox={`0 0 300 ${codes.length * row + 4}`} role="img" aria-label={`${say(locale, 'agreement.picture')}: ${codes.map(({ path, agreement }) => `${path} ${kappaText(locale, agreement)}`).join(', ')}`}>
      <line class="axis" x1="170" x2="170" y1="0" y2={codes.length * row + 4} />
      {codes.map(({ path, agreement: { kappa } }, i) => (
        <g>
          <text x="0" y={i * row + 12}>{[...path].slice(-24).join('')}</text>
          {kappa === null ? null : <rect class="bar" x={170 + Math.min(0, kappa) * 60} y={i * row + 4} width={Math.max(0.5, Math.abs(kappa) * (kappa < 0 ? 60 : 100))} height={row - 6} />}
          <text x="274" y={i * row + 12}>{figure(locale, kappa)}</text>
        </g>
      ))}
    </svg>
  );
}
