import { expect, it } from 'vitest';
import { transaction } from '../../../src/database/database.js';
import { instant } from '../../../src/domain/calendar/instant.js';
import { createWebApp } from '../../../src/web/app.js';
import { createTestApplication } from '../../support/application.js';
import { signInAs } from '../../support/browser-session.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { type InventedCase, studyInFieldwork } from '../../support/fieldwork.js';
import { expectValidHtml } from '../../support/valid-html.js';

const EVENING = instant('2026-04-14T18:00:00+02:00');
const CHILD: InventedCase = { bornOn: '2016-05-01' };

/** The numbers of the cases in the table, in its order. */
function numbersOn(html: string): readonly string[] {
  return [...html.matchAll(/<a href="\/studies\/[^"]+\/cases\/(C\d+)">/g)].map((match) => match[1] ?? '');
}

function linkOn(html: string, rel: 'next' | 'prev'): string {
  const tag = new RegExp(`<a [^>]*rel="${rel}"[^>]*>`).exec(html)?.[0] ?? '';
  return (/href="([^"]+)"/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');
}

describeOnEachDatabase('the list of cases', ({ openDatabase }) => {
  it('shows every case once over its pages, forwards and backwards', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(
      app,
      Array.from({ length: 120 }, () => CHILD),
    );
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const path = `/studies/${study.slug}/cases`;
    const first = (await leader.get(path)).text;
    await expectValidHtml(first);
    expect(first).toContain('120 casussen');
    expect(numbersOn(first)).toHaveLength(50);
    const second = (await leader.get(`${path}?after=C050`)).text;
    const third = (await leader.get(`${path}?after=C100`)).text;
    const all = [first, second, third].flatMap(numbersOn);
    expect(all).toEqual(Array.from({ length: 120 }, (_, index) => `C${String(index + 1).padStart(3, '0')}`));
    expect(numbersOn((await leader.get(`${path}?before=C101`)).text)).toEqual(numbersOn(second));
    expect(first).not.toContain('rel="prev"');
    expect(second).toContain('before=C051');
    expect(third).not.toContain('rel="next"');
    expect(first).not.toContain('Noor');
  });

  it('goes by the moment of the next call when people ask for what comes later, forwards and backwards', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(
      app,
      Array.from({ length: 60 }, () => CHILD),
    );
    app.setClock(EVENING);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    // Ten moments, each of six cases, the later numbers first.
    await transaction(app.database, async (trx) => {
      for (let number = 1; number <= 60; number += 1) {
        await trx('cases')
          .where({ case_number: `C${String(number).padStart(3, '0')}` })
          .update({ due_at: `2026-05-${String(30 - Math.ceil(number / 6))}T08:00:00.000Z` });
      }
    });
    const expected = Array.from({ length: 10 }, (_, moment) =>
      Array.from({ length: 6 }, (__, place) => `C${String(54 - moment * 6 + place + 1).padStart(3, '0')}`),
    ).flat();
    const first = (await leader.get(`/studies/${study.slug}/cases?due=later`)).text;
    await expectValidHtml(first);
    const next = linkOn(first, 'next');
    const second = (await leader.get(next)).text;
    expect([...numbersOn(first), ...numbersOn(second)]).toEqual(expected);
    const back = (await leader.get(linkOn(second, 'prev'))).text;
    expect(numbersOn(back)).toEqual(numbersOn(first));
    expect(await leader.get(`/studies/${study.slug}/cases?due=later&after=C055`)).toMatchObject({
      status: 200,
    });
  });

  it('narrows the list down by what people look for', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [
      CHILD,
      { ...CHILD, domain: 'jb_jr' },
      { ...CHILD, contacts: [] },
      CHILD,
    ]);
    app.setClock(EVENING);
    const web = createWebApp(app);
    const leader = await signInAs(app, web, 'veldwerkleider');
    const interviewer = await signInAs(app, web, 'enqueteur');
    await interviewer.post('/fieldwork/next', { study: study.slug });
    const found = async (query: string): Promise<readonly string[]> =>
      numbersOn((await leader.get(`/studies/${study.slug}/cases?${query}`)).text);
    const [held] = await found(`interviewer=${interviewer.user.id}`);
    const others = ['C001', 'C002', 'C004'].filter((number) => number !== held);
    expect(await found('domain=jb_jr')).toEqual(['C002']);
    expect(await found('status=fresh')).toEqual(['C001', 'C002', 'C003', 'C004']);
    expect(await found('status=refused')).toEqual([]);
    expect(await found('group=open&replicate=1')).toHaveLength(4);
    expect(await found('replicate=2')).toEqual([]);
    expect(await found('attention=decide')).toEqual(['C003']);
    expect(await found('due=none')).toEqual(['C003']);
    expect(await found('due=now')).toEqual(others);
    expect(await found('due=later')).toEqual([]);
    app.setClock(instant('2026-04-14T09:00:00+02:00'));
    expect(await found('due=now')).toEqual([]);
    // What nobody can have chosen is no choice, and is not an error either.
    expect(await found('status=nonsense&due=%3Cb%3E&replicate=-1&after=')).toHaveLength(4);
  });

  it('says which cases are paused or have one attempt left', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD, CHILD]);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    await transaction(app.database, async (trx) => {
      await trx('cases').where({ case_number: 'C001' }).update({ attention: 'paused' });
      await trx('cases').where({ case_number: 'C002' }).update({ attention: 'last_attempt' });
    });
    const page = (await leader.get(`/studies/${study.slug}/cases?attention=paused`)).text;
    expect(numbersOn(page)).toEqual(['C001']);
    expect(page).toContain('1 casus met deze keuze');
    expect((await leader.get(`/studies/${study.slug}/cases?attention=last_attempt`)).text).toContain('C002');
  });

  it('opens a case by its number, and says so when there is none', async () => {
    const app = createTestApplication(await openDatabase());
    const study = await studyInFieldwork(app, [CHILD]);
    const leader = await signInAs(app, createWebApp(app), 'veldwerkleider');
    const path = `/studies/${study.slug}/cases`;
    expect((await leader.get(`${path}?number=C001`)).headers['location']).toBe(`${path}/C001`);
    const unknown = await leader.get(`${path}?number=C999`);
    expect(unknown.status).toBe(404);
    await expectValidHtml(unknown.text);
    expect(unknown.text).toContain('Casus C999 is er niet');
  });
});
