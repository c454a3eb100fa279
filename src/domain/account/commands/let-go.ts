import type { Context } from '../../context.ts';

/** Forgets the one-time links that expired up to an instant. */
export async function letLinksGo({ db }: Context, until: Date): Promise<number> {
  return Number((await db.deleteFrom('sign_in_link').where('expires_at', '<=', until).executeTakeFirst()).numDeletedRows);
}

/** Forgets the sessions that ended up to an instant. */
export async function letSessionsGo({ db }: Context, until: Date): Promise<number> {
  return Number((await db.deleteFrom('session').where('expires_at', '<=', until).executeTakeFirst()).numDeletedRows);
}

/** Forgets how often something was tried in spans that began up to an instant. */
export async function letTriesGo({ db }: Context, until: Date): Promise<number> {
  return Number((await db.deleteFrom('try_count').where('since', '<=', until).executeTakeFirst()).numDeletedRows);
}

/** Forgets the devices nobody signed in from since an instant. */
export async function letDevicesGo({ db }: Context, until: Date): Promise<number> {
  return Number((await db.deleteFrom('known_device').where('used_at', '<=', until).executeTakeFirst()).numDeletedRows);
}
