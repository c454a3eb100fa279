import type { Door } from './door.tsx';
import { administrationRoutes } from './routes/administration.tsx';
import { deskRoutes } from './routes/desk.tsx';
import { forumRoutes } from './routes/forum-home.tsx';
import { moderationRoutes } from './routes/moderation.tsx';
import { providerRoutes } from './routes/oidc.tsx';
import { outcomeRoutes } from './routes/outcome.tsx';
import { paperRoutes } from './routes/paper.tsx';
import { passkeyRoutes } from './routes/passkeys.tsx';
import { positionRoutes } from './routes/positions.tsx';
import { programmeEditRoutes } from './routes/programme-edit.tsx';
import { publicRoutes } from './routes/public.tsx';
import { questionRoutes } from './routes/question.tsx';
import { reportRoutes } from './routes/report.tsx';
import { recoveryRoutes } from './routes/recovery.tsx';
import { seatRoutes } from './routes/seats.tsx';
import { secondStepRoutes } from './routes/second-step.tsx';
import { securityRoutes } from './routes/security.tsx';
import { signInRoutes } from './routes/sign-in.tsx';
import { synthesisRoutes } from './routes/synthesis.tsx';

/** Every address of the web's door, stage by stage in the order of a forum's life. */
export function routes(door: Door): void {
  signInRoutes(door);
  passkeyRoutes(door);
  providerRoutes(door);
  administrationRoutes(door);
  secondStepRoutes(door);
  securityRoutes(door);
  publicRoutes(door);
  programmeEditRoutes(door);
  seatRoutes(door);
  recoveryRoutes(door);
  forumRoutes(door);
  paperRoutes(door);
  questionRoutes(door);
  positionRoutes(door);
  deskRoutes(door);
  moderationRoutes(door);
  synthesisRoutes(door);
  outcomeRoutes(door);
  reportRoutes(door);
}
