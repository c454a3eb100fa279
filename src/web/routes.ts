import type { Door } from './door.tsx';
import { publicRoutes } from './routes/public.tsx';

/** Every address of the web's door, stage by stage in the order of a forum's life. */
export function routes(door: Door): void {
  publicRoutes(door);
}
