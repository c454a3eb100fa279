import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

/** A document as it is sent. */
export const renderPage = (node: VNode): string => `<!doctype html>${render(node)}`;
