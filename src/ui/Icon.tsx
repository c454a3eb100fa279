import type { VNode } from 'preact';

/** Drawn on a 20 px grid with a line of 1.6: always beside words, so hidden from screen readers. */
const paths = {
  language: 'M3 10h14M10 3c2.6 2.2 2.6 11.8 0 14M10 3c-2.6 2.2-2.6 11.8 0 14M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  theme: 'M10 3.5a6.5 6.5 0 1 0 0 13zM10 3.5a6.5 6.5 0 0 1 0 13',
  account: 'M13 6.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 17c.6-3.6 3-5.4 6-5.4s5.4 1.8 6 5.4',
  search: 'M14.500 9a5.500 5.500 0 1 1-11 0 5.500 5.500 0 0 1 11 0zM13.200 13.200l4 4',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  reply: 'M8 5 3.5 9.5 8 14M4 9.500h7.500a5 5 0 0 1 5 5v1',
  flag: 'M5 17V3.500M5 4h9.500l-2 3.500 2 3.500H5',
  warning: 'M10 3 2.8 16h14.400zM10 8v4M10 13.900v.3',
  check: 'm4 10.5 4 4 8-9',
  hidden: 'M3 10s2.6-4.5 7-4.500S17 10 17 10s-2.6 4.5-7 4.500S3 10 3 10zM4 16.5 16 3.5',
  send: 'M3 10 17 3.5 13 17l-3.5-5.500z',
  bold: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h5.800a3.1 3.1 0 0 1 0 6.200H6z',
  italic: 'M8.5 4h6M5.5 16h6M11.5 4l-3 12',
  list: 'M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.5M3.5 10h.5M3.5 15h.5',
  quote: 'M3.5 10.500h4V15h-4zm0 0c0-3 1-4.5 3-5.500M11.5 10.500h4V15h-4zm0 0c0-3 1-4.5 3-5.5',
  named: 'M13 6.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 17c.6-3.6 3-5.4 6-5.4s5.4 1.8 6 5.4',
  institution: 'M3.5 16.500h13M5 16.500v-7M10 16.500v-7M15 16.500v-7M3.5 9.500h13L10 4z',
  nobody: 'M6 10h8M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z',
  move: 'M3 6h9M9 2.500 12.500 6 9 9.500M17 14H8M11 10.500 7.500 14l3.500 3.500',
  plus: 'M10 4v12M4 10h12',
  calendar: 'M4 5.5h12V16H4zM4 9h12M7 3.500v3M13 3.500v3',
  file: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 10h5M7.5 13h5',
} as const;
export type IconName = keyof typeof paths;

/** A drawing of the page's sprite: what is shown a hundred times is drawn once. */
export function Icon({ name }: { name: IconName }): VNode {
  return <svg class="i" viewBox="0 0 20 20" aria-hidden="true"><use href={`#i-${name}`} /></svg>;
}

/** The mark: twelve seats round a table, one speaking. */
export function Mark(): VNode {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      {Array.from({ length: 12 }, (_, seat) => (
        <rect x="14.6" y="1.8" width="2.8" height="7.6" rx="1.2" transform={`rotate(${seat * 30} 16 16)`} fill={seat === 2 ? 'var(--brass-fill)' : 'currentColor'} />
      ))}
    </svg>
  );
}

const seatShapes = {
  delegations: 'M4.5 4.5h11v11h-11z',
  'law-enforcement': 'm10 3 6 3.500v7L10 17l-6-3.500v-7z',
  experts: 'M10 3.5 17 16H3z',
  'civil-society': 'm10 2.8 7.2 7.2-7.2 7.200L2.8 10z',
  'private-sector': 'M5 3h10v14H5z',
  staff: 'M3 8h14v4.500H3z',
  'international-organizations': 'M10 3.100a6.900 6.900 0 1 0 0 13.800a6.900 6.900 0 1 0 0-13.800zM10 6.300a3.700 3.700 0 1 1 0 7.400a3.700 3.700 0 1 1 0-7.400z',
  none: 'M6 9h8v2H6z',
} as const;

/** The shape of a category, which stands in for an avatar; a dash where nobody is shown. */
export function SeatShape({ category }: { category: string | null }): VNode {
  return <svg class="s" viewBox="0 0 20 20" aria-hidden="true"><use href={`#s-${category && category in seatShapes ? category : 'none'}`} /></svg>;
}

const drawings = [
  ...Object.entries(paths).map(([name, path]) => `<symbol id="i-${name}" viewBox="0 0 20 20"><path d="${path}"/></symbol>`),
  ...Object.entries(seatShapes).map(([name, path]) => `<symbol id="s-${name}" viewBox="0 0 20 20"><path d="${path}"/></symbol>`),
].join('');

/** Every drawing once, at the end of a page; its icons refer to it. */
export const Sprite = (): VNode => <svg class="sprite" aria-hidden="true" dangerouslySetInnerHTML={{ __html: drawings }} />;
