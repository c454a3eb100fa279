import { beginProviderVisit, signInByProvider, takeProviderVisit } from '#domain/account/commands/visit-provider.ts';
import { withinLimits } from '#domain/account/commands/count-try.ts';
import { providerMinutes } from '#domain/account/rules/provider.ts';
import { forPublic } from '#domain/disclosure/outputs.ts';
import { type Door, goTo, leaveFor } from '../door.tsx';
import { awayCookie } from '../session.ts';
import { arrive } from '../arrive.ts';
import { notSignedIn } from '../not-signed-in.tsx';

/** The one address the provider sends browsers back to; without a language, so that it is registered there once. */
export const providerReturn = (origin: string): string => `${origin}/sign-in/provider/back`;

export function providerRoutes(door: Door): void {
  // By GET: a form that ends at another house is stopped by our own policy. It changes nothing but where its browser is.
  door.page('/sign-in/provider', forPublic('to the identity provider', 'answer'), 'everyone', async (visit) => {
    const { provider } = visit.house;
    if (!provider) return goTo('/sign-in');
    if (!(await withinLimits(visit.ctx, { 'provider-by-connection': visit.peer }))) return notSignedIn(visit, 'account.provider_too_many');
    const begun = await beginProviderVisit(visit.ctx, provider, visit.locale);
    if (!begun.ok) return notSignedIn(visit, begun.refusal.code);
    return leaveFor(begun.value.address, [{ name: awayCookie, value: begun.value.browser, maxAgeSeconds: providerMinutes * 60 }]);
  });
  door.page('/sign-in/provider/back', forPublic('back from the identity provider', 'answer'), 'everyone', async (visit) => {
    const { provider } = visit.house;
    if (!provider) return goTo('/sign-in');
    const [state, browser] = [visit.query['state'] ?? '', visit.away ?? ''];
    const locale = await takeProviderVisit(visit.ctx, { state, browser });
    if (!locale) return notSignedIn(visit, 'account.provider_stale');
    const signedIn = await signInByProvider(visit.ctx, provider, { cameBackTo: visit.url, state, browser, device: visit.device });
    if (!signedIn.ok) return notSignedIn(visit, signedIn.refusal.code, locale);
    return arrive(visit, signedIn.value, { locale, cookies: [{ name: awayCookie, value: '', maxAgeSeconds: 0 }] });
  });
}
