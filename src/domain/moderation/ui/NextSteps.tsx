import type { VNode } from 'preact';
import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayRefusal } from '#platform/i18n/say.ts';
import { type CaseState, caseStates, type CaseStep, caseSteps } from '../model.ts';
import { nextState } from '../rules/docket.ts';
import type { NextStep } from '../rules/next-steps.ts';

/** What this moderator may do next with the rule that allows it, and what not with the reason. */
export function NextSteps({ locale, base, steps }: { locale: Locale; base: string; steps: readonly NextStep[] }): VNode | null {
  const [can, cannot] = [steps.filter(({ ruling }) => ruling.ok), steps.filter(({ ruling }) => !ruling.ok)];
  if (steps.length === 0) return null;
  const rule = (step: CaseStep) => <a href={`${base}/mod/steps#${step}`}>{say(locale, 'casestep.why')}<span class="vh">: {say(locale, `casestep.name.${step}`)}</span></a>;
  return (
    <section class="panel" aria-labelledby="next-h"><div class="panel__head"><h2 id="next-h">{say(locale, 'casestep.next')}</h2></div>
      <div class="panel__body stack">
        {can.length ? <ul class="docs">{can.map(({ step }) => <li><b>{say(locale, `casestep.name.${step}`)}</b> <span class="meta">{say(locale, `casestep.rule.${step}`)}</span> {rule(step)}</li>)}</ul> : <p>{say(locale, 'casestep.none')}</p>}
        {cannot.length ? <><h3>{say(locale, 'casestep.cannot')}</h3><ul class="docs">{cannot.map(({ step, ruling }) => <li><b>{say(locale, `casestep.name.${step}`)}</b> <span class="meta">{ruling.ok ? '' : sayRefusal(locale, ruling.refusal)}</span> {rule(step)}</li>)}</ul></> : null}
      </div>
    </section>
  );
}

/** Every step a case can take: from where, to where, and the rule. */
export function StepTable({ locale }: { locale: Locale }): VNode {
  const froms = (step: CaseStep): CaseState[] => caseStates.filter((state) => nextState(state, step) !== null);
  return (
    <div class="tablewrap" tabIndex={0} role="region" aria-label={say(locale, 'casestep.title')}>
      <table class="table">
        <thead><tr>{(['step', 'from', 'to', 'rule'] as const).map((key) => <th scope="col">{say(locale, `casestep.head.${key}`)}</th>)}</tr></thead>
        <tbody>{caseSteps.map((step) => (
          <tr id={step}>
            <th scope="row">{say(locale, `casestep.name.${step}`)}</th>
            <td>{froms(step).map((state) => say(locale, `moderation.state.${state}`)).join(', ')}</td>
            <td>{[...new Set(froms(step).map((state) => nextState(state, step)))].flatMap((state) => (state ? [say(locale, `moderation.state.${state}`)] : [])).join(', ')}</td>
            <td>{say(locale, `casestep.rule.${step}`)}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}
