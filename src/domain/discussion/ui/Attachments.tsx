import type { VNode } from 'preact';
import { isPicture, removables } from '#platform/incoming/model.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { number, say } from '#platform/i18n/say.ts';
import { Icon } from '#ui/Icon.tsx';
import type { ShownAttachment } from '../model.ts';

type Props = { locale: Locale; base: string; lang: string; attachments: readonly ShownAttachment[] };

/** The files that go with a contribution: each with its description, what it is, and what can be read in it. */
export function Attachments({ locale, base, lang, attachments }: Props): VNode | null {
  if (attachments.length === 0) return null;
  return (
    <ul class="files" aria-label={say(locale, 'attachment.title')}>
      {attachments.map((file) => (
        <li class="files__one">
          <Icon name={file.state === 'open' ? 'file' : 'hidden'} />
          {file.state !== 'open' ? <p>{say(locale, `attachment.state.${file.state}`, { n: file.number })}</p> : file.cover ? <details class="covered"><summary><b>{say(locale, 'attachment.cover.mark')}</b> {file.cover}</summary><OpenFile {...{ locale, base, lang, file }} /></details> : <OpenFile {...{ locale, base, lang, file }} />}
        </li>
      ))}
    </ul>
  );
}

function OpenFile({ locale, base, lang, file }: Omit<Props, 'attachments'> & { file: ShownAttachment }): VNode {
  const at = `${base}/attachment/${file.id}`;
  return (
    <div>
      {isPicture(file.kind) ? <a href={at}><img class="files__picture" src={at} alt={file.description} loading="lazy" /></a> : null}
      <p><a href={at} data-turbo="false" download={file.fileName}><span lang={lang}>{file.description}</span><span class="vh">: </span></a> <span class="meta">{fileWords(locale, file)}{file.removed.length > 0 ? ` · ${say(locale, 'attachment.cleaned')}` : ''}</span></p>
      {file.words ? (
        <details class="disclosure">
          <summary>{say(locale, 'attachment.words')}<span class="vh">: {file.description}</span></summary>
          <div class="read files__words" lang={lang}>{file.words.text}{file.words.more ? '…' : ''}</div>
          {file.words.more ? <p><a href={`${at}/text`} data-turbo-frame="_top">{say(locale, 'attachment.allWords')}</a></p> : null}
        </details>
      ) : null}
    </div>
  );
}

/** What a file is, how heavy, and whether it was looked at, in one line. */
export function fileWords(locale: Locale, { kind, bytes, scanned }: ShownAttachment): string {
  const megabytes = bytes / 1024 ** 2;
  const size = megabytes >= 0.1 ? say(locale, 'attachment.megabytes', { size: number(locale, Math.round(megabytes * 10) / 10) }) : say(locale, 'attachment.kilobytes', { size: Math.max(1, Math.round(bytes / 1024)) });
  return [kind.toUpperCase(), size, scanned ? say(locale, 'attachment.scanned') : null].filter(Boolean).join(' · ');
}

/** What was taken out of a file, told to who sent it. */
export function removedWords(locale: Locale, { removed }: Pick<ShownAttachment, 'removed'>): string {
  if (removed.length === 0) return say(locale, 'attachment.removed.none');
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(removables.filter((kind) => removed.includes(kind)).map((kind) => say(locale, `attachment.removed.${kind}`)));
  return say(locale, 'attachment.removed', { list });
}
